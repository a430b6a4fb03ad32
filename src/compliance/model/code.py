"""Texts in forms that hold a code of a list."""

from collections.abc import Callable
from typing import Any

from compliance.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class CodeOf:
    """Mark a text as a code of a list of specs/codelists, for its JSON Schema: `Annotated[str, CodeOf("bearers")]`.

    Where the list is open, other words are allowed beside its codes.
    """

    codelist: str
    is_open: bool = False

    def __get_pydantic_json_schema__(self, core: Any, handler: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
        return handler(core) | {"x-code-list": self.codelist, "x-open": self.is_open}
