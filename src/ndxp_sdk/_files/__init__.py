"""Files that several processes share: durable lines, locks."""
