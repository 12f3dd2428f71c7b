"""Russian words, dates and deadlines: pure functions that know nothing of orders and forms."""
