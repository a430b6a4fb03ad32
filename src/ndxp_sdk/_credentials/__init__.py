"""The ways to prove who calls. Public in `ndxp_sdk.credentials`."""
