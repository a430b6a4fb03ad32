"""Structure and validity."""
