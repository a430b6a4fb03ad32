"""Who may see and do what on the dashboard: log-in, roles, sessions, forged requests, limits, and the log of it."""
