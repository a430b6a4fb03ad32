"""Words of the hub as a reader sees them; programs get them as they are."""

from typing import Final

from ndxp_sdk.locale import Words, said

_KNOWN: Final = frozenset(
    {
        said("archived"),
        said("archiving"),
        said("async"),
        said("bulk"),
        said("deliver"),
        said("deprecated"),
        said("draft"),
        said("event"),
        said("expired"),
        said("failed"),
        said("incoming"),
        said("none"),
        said("outgoing"),
        said("pending"),
        said("pending_approval"),
        said("published"),
        said("ready"),
        said("receive"),
        said("refused"),
        said("request"),
        said("response"),
        said("succeeded"),
        said("suspended"),
        said("sync"),
        said("unknown"),
    }
)


def word(value: str, words: Words) -> str:
    """Translate a word of the hub to the reader's language; it stays as it is if nobody has translated it."""
    return words(str(value)) if value in _KNOWN else str(value)
