"""Answers to the operations of our own APIs; a new file is found by itself."""
