"""Rules that prove the live kinds of subject; they are not shipped."""
