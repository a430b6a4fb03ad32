"""Code lists by id, each read when a rule first needs it."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

from compliance.loading.facts.specs import read_spec, specs_root
from compliance.model.text import Text


class CodeLists(Mapping[str, Mapping[str, Text]]):
    """Names of codes by list: `lists["channels"]["ndxp"]`; only lists whose entries have a code and a name."""

    def __getitem__(self, name: str) -> Mapping[str, Text]:
        if name not in _names():
            raise KeyError(name)
        rows = read_spec(f"codelists/{name}.yaml").get("entries", ())
        return MappingProxyType({row["code"]: Text(**row["name"]) for row in rows if "code" in row and "name" in row})

    def __iter__(self) -> Iterator[str]:
        return iter(_names())

    def __len__(self) -> int:
        return len(_names())


@cache
def _names() -> tuple[str, ...]:
    return tuple(sorted(path.stem for path in (specs_root() / "codelists").glob("*.yaml")))
