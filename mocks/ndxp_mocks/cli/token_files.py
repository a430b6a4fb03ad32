"""Signed tokens of a platform, kept in files that only their owner may read, to be named by commands."""

from pathlib import Path

from ndxp_mocks.serving.documents import ServedDocument


def keep_tokens(served: ServedDocument, folder: Path) -> tuple[Path, ...]:
    """Write a token of each kind that the checker tries; a file is called as the kind is in `--credential`."""
    tokens = served.tokens
    kinds = {
        "bearer": tokens.good,
        "bearer.expired": tokens.expired,
        "bearer.foreign-audience": tokens.foreign_audience,
        "bearer.missing-scope": tokens.missing_scope,
        "bearer.other-client": tokens.other_client,
    }
    return tuple(_write_private(folder / name, token) for name, token in kinds.items())


def _write_private(file: Path, token: str) -> Path:
    file.touch(mode=0o600)
    file.write_text(token, encoding="ascii")
    return file
