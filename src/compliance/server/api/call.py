"""One call of the API: who asks, what for, in which language, and of which run."""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request

from compliance.model.kept_run import KeptRun
from compliance.model.language import Language
from compliance.model.lazy import lazy_property
from compliance.model.text import Message
from compliance.server.missing import NotFound
from compliance.server.preferred import preferred
from compliance.server.visit import Visit

ROOT: Final = "/api/v1"


class Call(Visit):
    """A visit by a program. `given` is what it asks for, read and found good."""

    def __init__(self, request: Request, given: Mapping[str, Any]) -> None:
        super().__init__(request)
        self.given = given

    @lazy_property
    def language(self) -> Language:
        """The language of the texts, as the field Accept-Language asks for it."""
        return preferred(self.request.headers.get("accept-language", ""))

    @lazy_property
    def run(self) -> KeptRun:
        """The run that the address names, else the last whole one; raises `NotFound`, `UsageError` for none."""
        number = self.given.get("number") or self.given.get("run")
        return self.numbered(number) if number else self.reader.run("last", self.runs)

    @lazy_property
    def asked_run(self) -> int | None:
        return self.run.number

    def numbered(self, number: int) -> KeptRun:
        """Return the run of a number; raises `NotFound`."""
        for run in self.runs:
            if run.number == number:
                return run
        raise NotFound(Message.of("there is no run {number}", number=number))

    def page_after(self, cursor: str) -> str:
        """Return the address of the page that begins there, of the same run."""
        asked = {each: value for each, value in self.given.items() if each not in self.request.path_params}
        if "run" in asked:
            asked["run"] = self.run.number
        query = {name: _written(value) for name, value in {**asked, "cursor": cursor}.items() if value is not None}
        path = self.request.url.path
        return f"{path}?{urlencode(query)}"


def _written(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
