"""The nouns: frozen slotted dataclasses. Standard library only, no I/O; every other package may import them."""
