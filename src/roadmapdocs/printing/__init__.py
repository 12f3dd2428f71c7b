"""What the command line prints: lines for people, rows for programs."""
