"""OAuth 2 as credentials need it: requests to a token endpoint, what it answers, the metadata of the server."""
