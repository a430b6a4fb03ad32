"""The same edits made in the parsed tree: what the edited text has to be read as, and nothing else."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from compliance.model.location import index_of, tokens
from compliance.model.mend import Edit, Insert, Quote, Remove, Rename, Replace


def edited(tree: Any, edits: Iterable[tuple[Edit, str]]) -> Any:
    """Return a copy of a tree with the edits made; with each comes the text that a value to be quoted has.

    Names are changed after values, and what is removed goes last and from the end, because pointers lead there.
    """
    holder = {"": deepcopy(tree)}
    for edit, text in sorted(edits, key=_order):
        here, step = _holder(holder, edit.at.pointer)
        match edit:
            case Quote(is_key=False):
                here[step] = text
            case Replace():
                here[step] = edit.value
            case Insert():
                _replace(here[step], _with_member(here[step], edit))
            case Rename():
                _replace(here, {edit.name if key == step else key: value for key, value in here.items()})
            case Remove():
                del here[step]
    return holder[""]


def _order(edit: tuple[Edit, str]) -> tuple[int, list[tuple[int, str]]]:
    rank = {Rename: 1, Remove: 2}.get(type(edit[0]), 0)
    steps = [(-(index_of(token) or 0), token) for token in tokens(edit[0].at.pointer)]
    return rank, [(-len(steps), ""), *steps] if rank else []


def _holder(root: dict[str, Any], pointer: str) -> tuple[Any, Any]:
    """Return what holds a value, and its name or index there."""
    here: Any = root
    steps: list[Any] = ["", *tokens(pointer)]
    for number, token in enumerate(steps):
        step = int(token) if isinstance(here, list) else token
        if number == len(steps) - 1:
            return here, step
        here = here[step]
    return here, ""


def _replace(mapping: dict[str, Any], members: dict[str, Any]) -> None:
    mapping.clear()
    mapping.update(members)


def _with_member(mapping: dict[str, Any], edit: Insert) -> dict[str, Any]:
    members = list(mapping.items())
    number = next((number for number, (key, _) in enumerate(members) if key == edit.after), len(members) - 1)
    return dict([*members[: number + 1], (edit.key, edit.value), *members[number + 1 :]])
