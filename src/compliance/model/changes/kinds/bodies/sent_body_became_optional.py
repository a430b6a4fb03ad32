"""A call of the platform may come without the body that it always had.

Whoever is called and reads it fails where there is none.

To avoid it, go on sending the body with every call.
"""

from collections.abc import Iterator

from compliance.model.changes.change import Level, Part
from compliance.model.changes.example import offered
from compliance.model.changes.kind import Difference, change
from compliance.model.changes.pair import BodyPair
from compliance.model.example import Versions


@change(Level.BREAKING, Part.RESPONSE)
def sent_body_became_optional(pair: BodyPair) -> Iterator[Difference]:
    if (
        pair.older is not None
        and pair.newer is not None
        and pair.older.mapping.get("required") is True
        and pair.newer.mapping.get("required") is not True
    ):
        yield Difference("{operation} no longer promises {name}")


def _hook(required: str) -> str:
    body = f"requestBody: {{required: {required}, content: {{text/plain: {{}}}}}}"
    return offered("", f"webhooks: {{moi: {{post: {{{body}}}}}}}\n")


FOUND = {"POST webhook moi no longer promises requestBody": Versions(_hook("true"), _hook("false"))}
HARMLESS = [Versions(_hook("false"), _hook("true"))]
