"""Orders that approve school roadmaps: the order, the forms, the returned reports, the summary."""
