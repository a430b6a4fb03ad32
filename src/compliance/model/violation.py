"""What a rule says of a subject: here is a breach, or here is something that it could not see."""

from collections.abc import Container, Iterable, Sequence
from typing import TYPE_CHECKING, Final, Protocol

from compliance.model.grades import Proof
from compliance.model.location import Location, Place
from compliance.model.text import Message, Value

if TYPE_CHECKING:  # because few findings can be mended by machine
    from compliance.model.mend import Mend


_MOST_RELATED: Final = 20


class Placed(Protocol):
    """Anything that knows where it stands."""

    @property
    def at(self) -> Place: ...


Where = Placed | Place | Location


class Violation:
    """One breach: a template with named parameters, or a finished message, and the place where it shows.

    `at` takes a subject, a node, a place, or a location where the line is known already. `key` tells violations
    apart that stand at one place with one template, such as the name of the field that is missing; it is part of
    the fingerprint, so that a waiver of one is no waiver of the other. `related` names further places that a reader
    has to compare with the first. `proof` is given where this one only points to a breach, though others of the
    rule are the breach itself; it never proves more than its rule. `is_counted` says that the same breach of many
    subjects, at one place and for one cause, is one finding, whose message tells their `{count}`. `has_one_cause` says
    that many with this template and key, at places of their own, come from one habit of the author: the first of them
    is told, and how many more there are. `mend` is how a machine could mend it, one way or several. Parameters never
    hold personal data or secrets: the kind, not the value.
    """

    __slots__ = ("has_one_cause", "is_counted", "key", "location", "mends", "message", "place", "proof", "related")

    def __init__(  # noqa: PLR0913 - because each says something of its own, by name
        self,
        template: str | Message,
        /,
        at: Where,
        *,
        key: str = "",
        related: Where | Iterable[Where] = (),
        proof: Proof | None = None,
        mend: "Mend | Iterable[Mend] | None" = None,
        is_counted: bool = False,
        has_one_cause: bool = False,
        **parameters: Value,
    ) -> None:
        if is_counted:
            parameters["count"] = 1
        self.message = Message.of(template, **parameters) if isinstance(template, str) else template
        self.place, self.location = _place(at), _location(at)
        self.is_counted = is_counted
        self.has_one_cause = has_one_cause
        self.key = key
        self.proof = proof
        self.mends = () if mend is None else tuple(mend) if isinstance(mend, Iterable) else (mend,)
        self.related = tuple(map(_place, related if isinstance(related, Iterable) else (related,)))

    def counting(self, count: int) -> "Violation":
        """Return the breach of that many subjects, found for one cause."""
        counted = self._copied()
        parameters = {name: value for name, value in self.message.parameters if name != "count"}
        counted.message = Message.of(self.message.template, **parameters, count=count)
        return counted

    def with_more(self, count: int, mends: "Iterable[Mend]" = ()) -> "Violation":
        """Return the breach as the first of many for one cause, with what mends the others too."""
        first = self._copied()
        first.message = Message.of("{message}; more of the like: {count}", message=self.message, count=count)
        first.mends = tuple(mends)
        first.key = " ".join(filter(None, (self.message.template, self.key)))
        return first

    def seen_from(self, files: Container[str]) -> "Violation | None":
        """Return the same breach as it stands in some files, with its other places as related; None if not there."""
        places = (self.place, *self.related)
        own = next((place for place in places if place.uri in files), None)
        if own is None:
            return None
        turned = self._copied()
        turned.place = own
        turned.related = tuple(place for place in places if place is not own)
        turned.location = self.location if own is self.place else None
        return turned

    def _copied(self) -> "Violation":
        copied = object.__new__(Violation)  # because the module copy costs a start more than a rule
        for name in Violation.__slots__:
            setattr(copied, name, getattr(self, name))
        return copied

    def __repr__(self) -> str:
        return f"Violation({str(self.message)!r}, at={self.place!r})"


def joined(same: Sequence[Violation]) -> Violation:
    """Return the same breach, found beside one place after another, as one: proved as the best, some places named."""
    first = same[0]._copied()  # noqa: SLF001 - it is one of these
    places = tuple(dict.fromkeys(place for violation in same for place in violation.related))
    first.related = places[:_MOST_RELATED]
    proofs = [violation.proof for violation in same]
    first.proof = None if None in proofs else min(filter(None, proofs), key=lambda proof: proof.rank)
    return first.with_more(len(places) - _MOST_RELATED) if len(places) > _MOST_RELATED else first


class Unknown:
    """Something that a rule needed to know and that nothing tells: a sentence of what is not known, and where.

    The subject is then not observed, unless the rule finds a breach in it all the same.
    """

    __slots__ = ("message", "place")

    def __init__(self, template: str | Message, /, at: Where, **parameters: Value) -> None:
        self.message = Message.of(template, **parameters) if isinstance(template, str) else template
        self.place = _place(at)

    def __repr__(self) -> str:
        return f"Unknown({str(self.message)!r}, at={self.place!r})"


def _place(at: Where) -> Place:
    match at:
        case Place():
            return at
        case Location():
            return Place(at.uri, at.pointer)
        case _:
            return at.at


def _location(at: Where) -> Location | None:
    return at if isinstance(at, Location) else None
