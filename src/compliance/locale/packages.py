"""Translations that packages of rules bring."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from compliance.model.packages import RulePackage, rule_packages

if TYPE_CHECKING:
    from compliance.model.language import Language


def texts(language: "Language") -> dict[str, str]:
    """Return the sentences of all packages with their translations; a file that is broken translates nothing.

    Who runs rules refuses such a file, by `fault`.
    """
    found: dict[str, str] = {}
    for package in rule_packages():
        read = _read(package, language)
        found.update(read if isinstance(read, dict) else {})
    return found


def fault(package: RulePackage, language: "Language") -> str | None:
    """Return the name of a file of translations that is no mapping of texts to texts; None if all is well."""
    read = _read(package, language)
    return read if isinstance(read, str) else None


def _read(package: RulePackage, language: "Language") -> dict[str, str] | str:
    """Return what a package translates, or the name of the file that cannot be used."""
    folder = package.folder
    path = Path(folder, "locale", f"{language}.json") if folder is not None else None
    if path is None or not path.is_file():
        return {}
    try:
        tree = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        tree = None
    is_fit = isinstance(tree, dict) and all(isinstance(text, str) for text in tree.values())
    return tree if is_fit else "/".join(path.parts[-3:])
