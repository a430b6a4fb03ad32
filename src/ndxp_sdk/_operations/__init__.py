"""How resources ask: arguments become a call, an answer becomes a model. Nothing here sends anything."""
