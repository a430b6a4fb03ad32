"""What the file of a platform's record may say: its form, as its JSON Schema is published.

Every field has three states: a value, `none` (there is none, says the owner) and None (nobody has said). A fourth is
kept apart by the reader: a value that is not determined yet, with a contact and a day (`Undetermined`). Field names
follow the notification of Decree 224/2026/NĐ-CP Art. 28, the lists of national platforms and the draft forms for
architecture objects and their connections.
"""

from compliance.model.record_form.common import NONE, Contact, DeclaredNone, Paper, Undetermined, is_none
from compliance.model.record_form.connection import WrittenConnection
from compliance.model.record_form.platform import OwnerKind, WrittenRecord
from compliance.model.record_form.service import WrittenService

__all__ = [
    "NONE",
    "Contact",
    "DeclaredNone",
    "OwnerKind",
    "Paper",
    "Undetermined",
    "WrittenConnection",
    "WrittenRecord",
    "WrittenService",
    "is_none",
]
