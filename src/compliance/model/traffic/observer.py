"""Traffic held against a document, call by call. What is kept grows with what is different, never with the calls."""

from collections import Counter
from collections.abc import Sequence
from typing import Final, NamedTuple

from compliance.model.answers.contract.promise import Promise, PromisedAnswer
from compliance.model.openapi.document import Document
from compliance.model.openapi.operation import Operation
from compliance.model.openapi.server import host_and_path
from compliance.model.openapi.template import Parts, fits
from compliance.model.traffic.bases import hosts_of, plain_host, without_port
from compliance.model.traffic.call import BROKEN, UNREAD, Body, Call
from compliance.model.traffic.masking import PathName
from compliance.model.traffic.meaning import Kind, Meaning, Meanings
from compliance.model.traffic.members import any_beside, undocumented_members
from compliance.model.traffic.scope import TrafficScope
from compliance.model.traffic.statuses import OF_GATEWAYS, passed_as
from compliance.model.traffic.traffic import Passed, Undocumented

_LONGEST_METHOD: Final = 20
_MOST_KEPT: Final = 20_000
_MOST_FIELDS: Final = 200

_WITHOUT_BODY: Final = frozenset({204, 205, 304}) | OF_GATEWAYS
Where = tuple[str, int]
"""The name of a recording, and the number of the line or entry in it."""


class Seen(NamedTuple):
    """What tells findings apart while traffic is read."""

    kind: Undocumented
    method: str
    path: str | PathName
    status: int
    media_type: str | None = None
    pointer: str | None = None
    in_request: bool = False


class Tally:
    """How often something was seen, and where first."""

    __slots__ = ("count", "first")

    def __init__(self, first: Where) -> None:
        self.count = 0
        self.first = first


class Observer:
    """Holds calls against a document."""

    def __init__(self, document: Document, scope: TrafficScope) -> None:
        self.meanings = Meanings(document, scope)
        self._documented_hosts: Sequence[Parts] = hosts_of(document)
        self._stated_hosts = frozenset(map(plain_host, scope.hosts))
        self.requests = 0
        self.documented = 0
        self.slashes = 0
        self.further = 0
        self.passed = Counter[Passed]()
        self.used: set[Operation] = set()
        self.tallies: dict[Seen, Tally] = {}
        self.unfinished: Tally | None = None
        self._fields = Counter[tuple[str, str | PathName]]()

    @property
    def knows_hosts(self) -> bool:
        """Whether the document, or who asks, names the hosts that count."""
        return bool(self._stated_hosts or self._documented_hosts)

    def counts_host(self, host: str) -> bool:
        """Return whether requests to a host are those of the document; all are if none is named."""
        plain = plain_host(host)
        if self._stated_hosts:
            return plain in self._stated_hosts or without_port(plain) in self._stated_hosts
        return not self._documented_hosts or any(fits(each, plain) for each in self._documented_hosts)

    def see(self, call: Call, where: Where) -> None:
        """Hold one call against the document."""
        self.requests += 1
        target, host = call.target, call.host
        if not target.startswith("/"):
            if "://" not in target:
                self.passed[Passed.NO_REQUEST] += 1
                return
            host, target = host_and_path(target)
        if host is not None and not self.counts_host(host):
            self.passed[Passed.OTHER_HOST] += 1
            return
        method = call.method
        path = target.partition("?")[0]
        if "#" in path:
            path = path.partition("#")[0]
        if not (method.isalpha() and method.isascii() and len(method) <= _LONGEST_METHOD):
            self.passed[Passed.NO_REQUEST] += 1
            return
        meaning = self.meanings.of(method.upper(), path or "/")
        if meaning.operation is not None and meaning.promise is not None:
            self.slashes += meaning.has_other_slashes
            self._hold(meaning.operation, meaning.promise, call, where)
            return
        match meaning.kind:
            case Kind.IGNORED:
                self.passed[Passed.IGNORED] += 1
            case Kind.OUTSIDE:
                self.passed[Passed.OUTSIDE] += 1
            case _:
                self._miss(meaning, call, where)

    def _miss(self, meaning: Meaning, call: Call, where: Where) -> None:
        """Keep a call of what the document does not have, if it was served."""
        method, status = call.method.upper(), call.status
        if method == "OPTIONS" and call.is_preflight is not False:
            self.passed[Passed.PREFLIGHT] += 1
        elif not status:
            self.passed[Passed.NO_ANSWER] += 1
        elif not (200 <= status < 300 or status == 304):
            self.passed[Passed.NOT_SERVED] += 1
        elif meaning.kind is Kind.NO_METHOD:
            self._keep(Seen(Undocumented.METHOD, method, meaning.template, status), where)
        else:
            self._keep(Seen(Undocumented.PATH, method, self.meanings.name(meaning), status), where)

    def _hold(self, operation: Operation, promise: Promise, call: Call, where: Where) -> None:
        """Hold a call against the operation that it means: its status, then the media types and members of bodies."""
        self.documented += 1
        self.used.add(operation)
        status = call.status
        if promise.is_empty:
            self.passed[Passed.WITHOUT_ANSWERS] += 1
            return
        answer = promise.answer(status) if status else None
        if answer is None:
            why = passed_as(status)
            if why is not None:
                self.passed[why] += 1
            else:
                self._keep(Seen(Undocumented.STATUS, operation.method.upper(), operation.path, status), where)
        elif call.answered is not None and _may_have_body(call):
            self._hold_body(
                answer, call.answered, Seen(Undocumented.FIELD, operation.method.upper(), operation.path, status), where
            )
        if call.sent is not None and 200 <= status < 300 and promise.request is not None:
            seen = Seen(Undocumented.FIELD, operation.method.upper(), operation.path, status, in_request=True)
            self._hold_body(promise.request, call.sent, seen, where)

    def _hold_body(self, promised: PromisedAnswer, body: Body, seen: Seen, where: Where) -> None:
        """Keep the media type of a body, or the members that no schema speaks of."""
        if body.media_type is None or not promised.is_readable or not promised.bodies:
            return
        found = promised.body(body.media_type)
        if found is None:
            self._keep(seen._replace(kind=Undocumented.MEDIA_TYPE, media_type=body.media_type), where)
            return
        if body.value is UNREAD or found.schema is None:
            return
        if body.value is BROKEN:
            self.passed[Passed.UNREAD_BODY] += 1
            return
        seen = seen._replace(kind=Undocumented.FIELD, media_type=body.media_type)
        for pointer in undocumented_members(found.schema, body.value):
            if pointer is None:
                self.unfinished = self.unfinished or Tally(where)
                self.unfinished.count += 1
            else:
                self._keep_field(seen._replace(pointer=pointer), where)

    def _keep_field(self, seen: Seen, where: Where) -> None:
        """Keep a member; where an operation has too many of them they are names of things, and no longer told apart."""
        if seen not in self.tallies:
            self._fields[seen.method, seen.path] += 1
            if self._fields[seen.method, seen.path] > _MOST_FIELDS:
                seen = seen._replace(pointer=any_beside(seen.pointer or ""))
        self._keep(seen, where)

    def _keep(self, seen: Seen, where: Where) -> None:
        tally = self.tallies.get(seen)
        if tally is None:
            if len(self.tallies) >= _MOST_KEPT:
                self.further += 1
                return
            tally = self.tallies[seen] = Tally(where)
        tally.count += 1


def _may_have_body(call: Call) -> bool:
    """Return whether a body came of the operation: HEAD has none, and a gateway has a form of its own."""
    return call.status >= 200 and call.status not in _WITHOUT_BODY and call.method.upper() != "HEAD"
