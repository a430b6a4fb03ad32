"""Find, parse and check profile files. Their errors can be said in more than one language."""
