"""The command ndxp-mocks: only here is anything printed, and only here are exit codes known."""
