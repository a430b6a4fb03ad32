"""Build clients: their options, checked, and the components that the options ask for."""
