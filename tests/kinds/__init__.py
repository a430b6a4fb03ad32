"""Rules that prove kinds of subject for which this version has no rule of its own."""
