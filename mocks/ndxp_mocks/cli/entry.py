"""The first moments of the command ndxp-mocks: Ctrl-C is no traceback while the libraries are still being imported."""


def main() -> int:
    """Run the command and give its exit code, as `cli.main`."""
    try:
        import os  # noqa: PLC0415 - because only here an interrupt can be caught
        import signal  # noqa: PLC0415 - the same

        # because an interrupt within an import may become an ImportError, and nothing is open yet that has to be closed
        before = signal.signal(signal.SIGINT, lambda *_: os._exit(130))
        from ndxp_mocks.cli.main import main as run  # noqa: PLC0415 - the same

        signal.signal(signal.SIGINT, before)
        return run()
    except KeyboardInterrupt:
        return 130
