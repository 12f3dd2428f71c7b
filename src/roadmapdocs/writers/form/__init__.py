"""A form as a document: Word and Excel."""
