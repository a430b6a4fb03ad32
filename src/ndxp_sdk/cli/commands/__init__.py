"""One module for each subcommand: HELP, configure(parser, words), run(options, words) -> exit status."""
