"""The steps, each a file named like its revision."""
