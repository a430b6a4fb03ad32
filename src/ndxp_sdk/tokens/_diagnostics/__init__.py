"""Why a token is refused: checks over what is known, in words."""
