"""The document that is put before a head: what changed in the order, and what to check before signing."""
