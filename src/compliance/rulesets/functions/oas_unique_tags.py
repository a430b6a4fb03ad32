"""`uniquenessTags`: no two tags of the document have one name."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.target import Fault, Target, shown

NAME: Final = "uniquenessTags"
OPTIONS: Final = None
INPUT: Final = ("array",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for index, tag in enumerate(target.value):
        name = tag.get("name") if isinstance(tag, dict) else None
        if isinstance(name, str) and name in seen:
            yield Fault.of("another tag has the name {name} too", {"name": shown(name)}, (*target.steps, index, "name"))
        elif isinstance(name, str):
            seen.add(name)
