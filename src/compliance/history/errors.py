"""What goes wrong with kept runs.

HistoryError            the root, with words for people
├── HistoryUnusable     the place cannot be opened, or is none of ours
│   ├── OldSchema       its form is older than ours: it is brought up to date on request only
│   └── NewSchema       its form is newer than ours
├── HistoryLost         the database is away or locked; the same may work later
├── HistoryFull         there is no room left
├── NoSuchRun           no kept run is meant by what was given
└── KeptUnreadable      what was kept cannot be read any more
"""

from compliance.model.text import Message


class HistoryError(Exception):
    """Something is wrong with kept runs."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class HistoryUnusable(HistoryError):
    """The place cannot be opened, or is no history."""


class OldSchema(HistoryUnusable):
    """The form of the database is older than ours."""


class NewSchema(HistoryUnusable):
    """The form of the database is newer than ours."""


class HistoryLost(HistoryError):
    """The database is away or locked."""


class HistoryFull(HistoryError):
    """There is no room left."""


class NoSuchRun(HistoryError):
    """No kept run is meant."""


class KeptUnreadable(HistoryError):
    """What was kept cannot be read any more."""
