"""An answer as the transport hands it on."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Self, TypeVar, overload

from ndxp_sdk.errors import NdxpError, UsageError

D = TypeVar("D")
RawHeaders = Sequence[tuple[bytes, bytes]]
_LATIN: Final = "latin-1"


class Headers(Mapping[str, str]):
    """Header fields as a mapping: names compare without regard to case, and each is there once, with its first value.

    A field that came several times has all its values in `get_list`, and every field in its order is in `multi_items`.
    As with any mapping, `headers["X"]` raises KeyError where there is no such field, and `headers.get("X")` is None.

    >>> headers = Headers([(b"Content-Type", b"text/plain"), (b"Via", b"1.1 a"), (b"via", b"1.1 b")])
    >>> headers["content-type"], headers.get_list("Via"), dict(headers)
    ('text/plain', ('1.1 a', '1.1 b'), {'Content-Type': 'text/plain', 'Via': '1.1 a'})
    """

    __slots__ = ("_raw",)

    def __init__(self, raw: RawHeaders = ()) -> None:
        self._raw = raw

    @overload
    def get(self, name: str, /) -> str | None: ...

    @overload
    def get(self, name: str, /, default: str | D) -> str | D: ...

    def get(self, name: str, /, default: str | D | None = None) -> str | D | None:
        """Return the first value, or `default` if the field is missing."""
        wanted = _folded(name)
        return next((value.decode(_LATIN) for key, value in self._raw if key.lower() == wanted), default)

    def get_list(self, name: str) -> tuple[str, ...]:
        """Return every value."""
        wanted = _folded(name)
        return tuple(value.decode(_LATIN) for key, value in self._raw if key.lower() == wanted)

    def beginning(self, prefix: bytes) -> dict[bytes, list[str]]:
        """Return every value of the fields whose names begin with `prefix`, by name; both are in lower case."""
        found: dict[bytes, list[str]] = {}
        size = len(prefix)
        for key, value in self._raw:
            name = key.lower()
            if name[:size] == prefix:
                found.setdefault(name, []).append(value.decode(_LATIN))
        return found

    def multi_items(self) -> tuple[tuple[str, str], ...]:
        """Return every field in the order in which they came."""
        return tuple([(key.decode(_LATIN), value.decode(_LATIN)) for key, value in self._raw])

    def __getitem__(self, name: str) -> str:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[str]:
        names: dict[bytes, str] = {}
        for key, _ in self._raw:
            names.setdefault(key.lower(), key.decode(_LATIN))
        return iter(names.values())

    def __len__(self) -> int:
        return len({key.lower() for key, _ in self._raw})

    def __eq__(self, other: object) -> bool:
        """Compare the fields and their order; with another mapping, the first value of each."""
        if isinstance(other, Headers):
            return _comparable(self) == _comparable(other)
        return super().__eq__(other)

    def __hash__(self) -> int:
        return hash(_comparable(self))

    def __repr__(self) -> str:
        return f"Headers({len(self._raw)} fields)"  # because a server chooses the names too


def _folded(name: object) -> bytes | None:
    return name.lower().encode(_LATIN, "replace") if isinstance(name, str) else None


def _comparable(headers: Headers) -> tuple[tuple[str, str], ...]:
    return tuple((name.lower(), value) for name, value in headers.multi_items())


@dataclass(frozen=True, slots=True)
class Response:
    """Status, header fields and the whole body, decoded from its transfer and content codings."""

    status: int
    headers: Headers
    content: bytes

    @property
    def status_code(self) -> int:
        """The same as `status`."""
        return self.status

    @property
    def ok(self) -> bool:
        """Whether the status is 2xx."""
        return 200 <= self.status < 300

    def __repr__(self) -> str:
        return f"Response({self.status}, {len(self.content)} bytes)"


class StreamOver:
    """In the place of a body that is not read from a connection any more: nothing, or a refusal."""

    __slots__ = ("_refusal",)

    def __init__(self, refusal: NdxpError | None = None) -> None:
        self._refusal = refusal

    def __iter__(self) -> Self:
        return self

    def __aiter__(self) -> Self:
        return self

    def __next__(self) -> bytes:
        raise StopIteration if self._refusal is None else self._refusal.about()

    async def __anext__(self) -> bytes:
        raise StopAsyncIteration if self._refusal is None else self._refusal.about()


EXHAUSTED: Final = StreamOver()
CLOSED: Final = StreamOver(UsageError("the answer is closed: read its body inside of the with block that gave it"))


def __getattr__(name: str) -> object:
    from ndxp_sdk._former import former_name  # noqa: PLC0415 - because names of today are found without it

    return former_name(__name__, name, {"Answer": "Response"})
