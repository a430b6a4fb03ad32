"""YAML read and written, by libyaml where PyYAML was built with it."""

from typing import Any, Final

import yaml

_WIDTH: Final = 120
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def read(text: bytes) -> Any:
    """The data of one YAML document."""
    return yaml.load(text, Loader=_Loader)  # noqa: S506 because both loaders are the safe one


def written(data: Any, heading: str) -> str:
    """The data as a YAML document for people: in its own order, without anchors, below a comment."""
    body = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return f"# {heading}\n{body}"


class _Plain(_Dumper):  # type: ignore[misc] # because the class comes from the way PyYAML was built
    def ignore_aliases(self, _data: Any) -> bool:
        return True
