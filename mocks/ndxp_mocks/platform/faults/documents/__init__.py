"""What can be wrong with the document that a platform publishes."""
