"""Operations, webhooks and callbacks."""
