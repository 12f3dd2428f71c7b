"""The summary as a document."""
