"""The door itself: nothing is loaded before the user may interrupt without seeing a traceback."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and give its exit status."""
    try:
        from compliance.cli.running import run

        return run(argv)
    except KeyboardInterrupt:
        from compliance.cli.exit_status import INTERRUPTED

        return INTERRUPTED
