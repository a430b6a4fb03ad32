"""Door 2, the desk: the same findings in an editor while its user types, by the Language Server Protocol."""
