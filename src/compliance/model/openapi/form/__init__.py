"""What OpenAPI allows where: the objects of each version as tables, and one walk that holds a document against them."""
