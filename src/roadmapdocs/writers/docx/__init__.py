"""The craft of DOCX, whatever the document: prose, tables, layout, parts."""
