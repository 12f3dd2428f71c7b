"""Letters as drafts that a person sends: a message for a mail program, and the same as plain text."""
