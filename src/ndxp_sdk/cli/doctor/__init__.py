"""`ndxp doctor`: the way to the hub, one step after the other, each with what to do where it fails."""
