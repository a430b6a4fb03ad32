"""Door 1, the command line: options to an action, its report to words. The only prints, the only exit codes."""
