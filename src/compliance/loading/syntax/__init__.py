"""Text to trees with the places of their members: JSON and YAML, bounded in depth and size."""
