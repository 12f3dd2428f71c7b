"""The calendar of deadlines: for calendar programs, and as tables."""
