"""Functions of Circular 13/2017."""
