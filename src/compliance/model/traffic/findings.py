"""What an observer has seen, as findings: what is the same but for its status is one."""

from collections.abc import Callable, Iterator
from typing import Final

from compliance.model.location import Location
from compliance.model.text import Message
from compliance.model.traffic.masking import PathName
from compliance.model.traffic.members import any_beside
from compliance.model.traffic.observer import Observer, Seen, Tally, Where
from compliance.model.traffic.traffic import TrafficFinding, Undocumented

_ORDER: Final = tuple(Undocumented)
_MANY_STATUSES: Final = frozenset({Undocumented.PATH, Undocumented.METHOD, Undocumented.FIELD})

_MOST_BESIDE: Final = 20

Locate = Callable[[Where], Location]


def findings_of(observer: Observer, locate: Locate) -> tuple[TrafficFinding, ...]:
    """Return all findings: by kind, the most frequent first."""
    grouped: dict[Seen, list[tuple[int, Tally]]] = {}
    crowded = _crowded(observer)
    for seen, tally in observer.tallies.items():
        pointer = seen.pointer
        if pointer is not None and seen._replace(status=0, pointer=any_beside(pointer)) in crowded:
            pointer = any_beside(pointer)
        path = observer.meanings.settled(seen.path) if isinstance(seen.path, PathName) else seen.path
        status = 0 if seen.kind in _MANY_STATUSES or seen.in_request else seen.status
        grouped.setdefault(seen._replace(path=path, status=status, pointer=pointer), []).append((seen.status, tally))
    found = _findings(grouped, locate)
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.kind), -each.count, each.operation, str(each))))


def _crowded(observer: Observer) -> frozenset[Seen]:
    """Return the places with so many undocumented members that these are names of things, such as keys of a map."""
    beside: dict[Seen, set[str]] = {}
    for seen in observer.tallies:
        if seen.pointer is not None:
            place = seen._replace(status=0, pointer=any_beside(seen.pointer))
            beside.setdefault(place, set()).add(seen.pointer)
    return frozenset(place for place, pointers in beside.items() if len(pointers) > _MOST_BESIDE)


def _findings(grouped: dict[Seen, list[tuple[int, Tally]]], locate: Locate) -> Iterator[TrafficFinding]:
    for seen, tallies in grouped.items():
        statuses = tuple(sorted({status for status, _ in tallies}))
        operation = f"{seen.method} {seen.path}"
        yield TrafficFinding(
            kind=seen.kind,
            operation=operation,
            statuses=statuses,
            media_type=seen.media_type,
            pointer=seen.pointer,
            in_request=seen.in_request,
            count=sum(tally.count for _, tally in tallies),
            first=locate(tallies[0][1].first),
            message=_message(seen, operation, statuses),
        )


def _message(seen: Seen, operation: str, statuses: tuple[int, ...]) -> Message:
    answered = ", ".join(map(str, statuses))
    media_type, pointer = seen.media_type or "-", seen.pointer or "-"
    match seen.kind, seen.in_request:
        case Undocumented.PATH, _:
            template = "{operation} was answered {statuses}, and the document has no such path"
            return Message.of(template, operation=operation, statuses=answered)
        case Undocumented.METHOD, _:
            template = "{operation} was answered {statuses}, and the document has the path without this method"
            return Message.of(template, operation=operation, statuses=answered)
        case Undocumented.STATUS, _:
            template = "{operation} answered {statuses}, which the document does not know"
            return Message.of(template, operation=operation, statuses=answered)
        case Undocumented.MEDIA_TYPE, False:
            template = "{operation} answered {statuses} as {media_type}, which the document does not know"
            return Message.of(template, operation=operation, statuses=answered, media_type=media_type)
        case Undocumented.MEDIA_TYPE, True:
            template = "{operation} was sent {media_type} and took it, which the document does not know"
            return Message.of(template, operation=operation, media_type=media_type)
        case _, True:
            template = "{operation} was sent the member {pointer} and took it, which the document does not describe"
            return Message.of(template, operation=operation, pointer=pointer)
        case _:
            template = "{operation} answered {statuses} with the member {pointer}, which the document does not describe"
            return Message.of(template, operation=operation, statuses=answered, pointer=pointer)
