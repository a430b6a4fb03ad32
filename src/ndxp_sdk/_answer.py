"""An answer as the transport hands it on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

RawHeaders = Sequence[tuple[bytes, bytes]]
_LATIN: Final = "latin-1"


class Headers:
    """Header fields in the order in which they came. Names compare without regard to case; a name may come twice."""

    __slots__ = ("_raw",)

    def __init__(self, raw: RawHeaders = ()) -> None:
        self._raw = raw

    def get(self, name: str) -> str | None:
        """The first value, none where the field is missing."""
        wanted = name.lower().encode(_LATIN)
        return next((value.decode(_LATIN) for key, value in self._raw if key.lower() == wanted), None)

    def get_list(self, name: str) -> tuple[str, ...]:
        """Every value."""
        wanted = name.lower().encode(_LATIN)
        return tuple(value.decode(_LATIN) for key, value in self._raw if key.lower() == wanted)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.get(name) is not None

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((key.decode(_LATIN), value.decode(_LATIN)) for key, value in self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __repr__(self) -> str:
        return f"Headers({len(self)} fields)"  # because a server chooses the names too


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, header fields and the whole body, decoded from its transfer and content codings."""

    status: int
    headers: Headers
    content: bytes

    def __repr__(self) -> str:
        return f"Answer({self.status}, {len(self.content)} bytes)"
