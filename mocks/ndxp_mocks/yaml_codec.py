"""YAML read and written, by libyaml where PyYAML was built with it."""

from typing import Any, Final

import yaml

DEEPEST: Final = 200
_WIDTH: Final = 120
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def read(text: bytes) -> Any:
    """Return the data of one YAML document."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 because both loaders are the safe one


def read_upload(text: bytes) -> Any:
    """Return the data of a YAML document that somebody sent.

    Raises ValueError if it is nested deeper than any needs to be.
    """
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:  # because libyaml would recurse until the process dies
            raise ValueError(f"the document is nested deeper than {DEEPEST} levels")
    return read(text)


def written(data: Any, heading: str) -> str:
    """Return the data as a YAML document for people: in its own order, without anchors, below a comment."""
    body = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return f"# {heading}\n{body}"


class _Plain(_Dumper):  # type: ignore[misc] # because the class comes from the way PyYAML was built
    def ignore_aliases(self, _data: Any) -> bool:
        return True
