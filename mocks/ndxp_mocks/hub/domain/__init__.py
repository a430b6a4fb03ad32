"""The rules of the catalogue, of exchange and of identity, without HTTP routing."""
