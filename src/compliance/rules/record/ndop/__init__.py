"""Going through NDOP."""
