"""Work on whole orders: loading and saving, deadlines of their rows, the next year."""
