"""The craft of XLSX, whatever the workbook: its book, styles and text."""
