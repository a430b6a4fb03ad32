"""Conditions of a value in both documents: what `not`, `if` and their like say."""

from collections.abc import Iterator

from compliance.model.changes.pair import ValuePair


def added_conditions(pair: ValuePair) -> Iterator[str]:
    """Yield the keyword of the first condition that one may rely on, or has to meet, and that what comes need not meet.

    Where it stands on both sides and differs, nobody can tell, and the engine says so.
    """
    allowed, found = pair.allowed_and_found
    for keyword in dict.fromkeys(name for name, _ in allowed.conditions):
        if not any(name == keyword for name, _ in found.conditions):
            yield keyword
            return
    known = found.required
    for name, names in allowed.dependent.items():
        if names - found.dependent.get(name, set()) - known:
            yield "dependentRequired"
            return
    if allowed.patterned.keys() - found.patterned.keys() and not found.is_closed:
        yield "patternProperties"
    if allowed.places and not found.places:
        yield "prefixItems"
