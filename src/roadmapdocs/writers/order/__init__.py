"""The order («приказ») as a document."""
