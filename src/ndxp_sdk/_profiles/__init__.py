"""How a profile file is found, read and judged. Its errors can be said in more than one language."""
