"""`oasTagDefined`: the tags of operations are those that the document lists."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from compliance.rulesets.operations import operations
from compliance.rulesets.target import Fault, Target, shown

NAME: Final = "oasTagDefined"
OPTIONS: Final = None
INPUT: Final = ("object",)


def check(target: Target, _options: Mapping[str, Any]) -> Iterator[Fault]:
    tags = target.value.get("tags")
    listed = [tag.get("name") for tag in tags if isinstance(tag, dict)] if isinstance(tags, list) else []
    known = {name for name in listed if isinstance(name, str)}
    for steps, operation in operations(target.value.get("paths")):
        used = operation.get("tags")
        for index, tag in enumerate(used if isinstance(used, list) else ()):
            if not isinstance(tag, str) or tag not in known:
                at = (*target.steps, "paths", *steps, "tags", index)
                yield Fault.of("the tag {tag} is not among those that the document lists", {"tag": shown(tag)}, at)
