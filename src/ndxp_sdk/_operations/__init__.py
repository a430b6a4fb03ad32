"""Turn arguments of resources into calls, and responses into models. Nothing here sends anything."""
