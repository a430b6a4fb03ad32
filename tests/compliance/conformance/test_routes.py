"""A request is led to its path however many paths have names in a part of a segment, and not by trying each of them."""

import json
from itertools import product
from typing import Any

from compliance.loading.documents import load_document
from compliance.loading.reader import MemoryReader
from compliance.model.answers.contract.routes import Routes, routes_of
from compliance.model.openapi.template import fits, parts_of
from tools.counting import calls_made


def routes(paths: list[str]) -> Routes:
    tree = {"openapi": "3.1.0", "paths": {path: {"get": {}} for path in paths}}
    found = load_document("a.json", MemoryReader({"a.json": json.dumps(tree).encode()})).document
    assert found is not None
    return routes_of(found)


def steps(table: Routes, path: str) -> int:
    """Return how many functions are called to find an operation."""
    found = list[Any]()
    calls = calls_made(lambda: found.append(table.operation("get", path)))
    assert found != [None]
    return calls


def test_the_most_fixed_of_all_that_fit_is_meant() -> None:
    segments = [f"{one}{{a}}{two}" for one, two in product(["", "x", "xy", "ho-"], ["", ".json", "n", ".js"])]
    segments += ["{a}-{b}", "x{a}-{b}.json", "{a}{b}", "{a}y{b}n"]
    table = routes([f"/{segment}" for segment in segments])
    for sent in ("x", "xy", "xyz", "ho-1.json", "x1-2.json", "a.js", "n", "nn", ".json", "xyn", "a-b", "ayn"):
        fitting = [segment for segment in segments if fits(parts_of(segment), sent)]
        found = table.operation("get", f"/{sent}")
        most = max((sum(map(len, parts_of(segment))) for segment in fitting), default=None)
        assert (sum(map(len, parts_of(found.path[1:]))) if found else None) == most, sent


def test_thousands_of_names_in_parts_of_segments_take_no_more_steps_than_a_few() -> None:
    few, many = (routes([f"/{number:04}-{{a}}" for number in range(size)]) for size in (20, 2000))
    assert steps(many, "/0007-x") <= steps(few, "/0007-x") + 5
