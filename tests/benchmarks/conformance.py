"""How fast answers are held to their document, beside openapi-core on the same answers in the same run.

`make bench [CORPUS=folder]`: a small document, and that of the corpus if there is one, each with a list that fits and
one in which one thing is wrong; rounds in turn, the best of each. Both judges list all errors. Goals are ratios.
"""

import json
import os
import sys
import time
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import orjson

from compliance.loading.documents import load_document
from compliance.loading.instances import JsonSchemaInstances
from compliance.loading.reader import MemoryReader
from compliance.loading.reference_conformance import ReferenceConformance
from compliance.model.answers.answered import Answered, Conformance
from compliance.model.answers.contract.judge import OwnConformance
from compliance.model.answers.contract.routes import routes_of
from compliance.model.instances import Undecided
from compliance.model.openapi.document import Document

CORPUS: Final = Path(os.environ.get("CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
ROUNDS: Final = int(os.environ.get("ROUNDS", "9"))
GOALS: Final = {"fits": 100.0, "all errors": 50.0}
TIMES: Final = {"own": 5_000, "openapi-core": 50}
INSTANCES: Final = JsonSchemaInstances()
Case = tuple[Document, str, Any]


def main() -> int:
    warnings.simplefilter("ignore")
    print(f"{'answers':44} {'own µs':>9} {'openapi-core µs':>16} {'ratio':>8} {'goal':>7}")
    for (name, what), case in cases().items():
        judges: dict[str, Conformance] = {"own": OwnConformance(), "openapi-core": ReferenceConformance()}
        best = measured({label: asking(judge, case) for label, judge in judges.items()})
        ratio, goal = best["openapi-core"] / best["own"], GOALS[what]
        verdict = "holds" if ratio >= goal else "MISSED"
        label = f"{name}, {what}"
        own, reference = best["own"] * 1e6, best["openapi-core"] * 1e6
        print(f"{label:44} {own:9.1f} {reference:16.1f} {ratio:7.0f}x {f'≥{goal:.0f}':>7} {verdict}")
    return 0


def cases() -> Mapping[tuple[str, str], Case]:
    """One document made here, and those of the corpus that are there, each with answers that fit and that do not."""
    found = {"households 3.1": (loaded(json.dumps(households()).encode()), "/households", page())}
    petstore = CORPUS / "petstore-3.0.yaml"
    if petstore.is_file():
        pets = [{"id": number, "name": "Mèo", "tag": "a"} for number in range(10)]
        found["petstore 3.0"] = (loaded(petstore.read_bytes()), "/pets", pets)
    made: dict[tuple[str, str], Case] = {}
    for name, (document, path, value) in found.items():
        made[name, "fits"] = (document, path, value)
        made[name, "all errors"] = (document, path, spoilt(value))
    return made


def loaded(content: bytes) -> Document:
    document = load_document("a.yaml", MemoryReader({"a.yaml": content})).document
    assert document is not None
    return document


def asking(judge: Conformance, case: Case) -> Callable[[], int]:
    """What is done for one answer: the operation is found by its address, and every error is listed."""
    document, path, value = case
    body, headers = json.dumps(value).encode(), (("content-type", "application/json"),)
    routes = routes_of(document)

    def ask() -> int:
        operation = routes.operation("GET", path)
        answered = Answered(
            200, headers, "application/json", body, operation=operation, instances=INSTANCES, parse=orjson.loads
        )
        said = list(judge.deviations(answered))
        assert not any(isinstance(each, Undecided) for each in said)
        return len(said)

    return ask


def measured(contenders: Mapping[str, Callable[[], int]]) -> Mapping[str, float]:
    """The best seconds of one call, all contenders taking turns; both have to say whether something is wrong."""
    assert len({bool(ask()) for ask in contenders.values()}) == 1
    best = dict.fromkeys(contenders, float("inf"))
    for _ in range(ROUNDS):
        for label, ask in contenders.items():
            times, started = TIMES[label], time.process_time()
            for _ in range(times):
                ask()
            best[label] = min(best[label], (time.process_time() - started) / times)
    return best


def households() -> dict[str, Any]:
    household = {
        "type": "object",
        "required": ["code", "name", "members", "registered_on"],
        "properties": {
            "code": {"type": "string", "pattern": "^HKD-[0-9]{4}$"},
            "name": {"type": "string", "minLength": 1, "maxLength": 200},
            "members": {"type": "integer", "minimum": 1},
            "registered_on": {"type": "string", "format": "date"},
            "state": {"enum": ["open", "closed"]},
        },
        "additionalProperties": False,
    }
    listed = {
        "type": "object",
        "required": ["items"],
        "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Household"}}},
    }
    answer = {"description": "Một trang", "content": {"application/json": {"schema": listed}}}
    paths = {"/households": {"get": {"responses": {"200": answer}}}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Hộ kinh doanh", "version": "1.0.0"},
        "paths": paths,
        "components": {"schemas": {"Household": household}},
    }


def page() -> dict[str, Any]:
    row = {"name": "Hộ Ví Dụ", "members": 2, "registered_on": "2026-11-28", "state": "open"}
    return {"items": [{"code": f"HKD-{number:04}", **row} for number in range(5)]}


def spoilt(value: Any) -> Any:
    """The same with one member of its first record of the wrong type."""
    if isinstance(value, dict) and "items" in value:
        return {"items": spoilt(value["items"])}
    first, *rest = value
    name = list(first)[1]
    return [{**first, name: [first[name]]}, *rest]


if __name__ == "__main__":
    sys.exit(main())
