"""Reading an answer takes work that grows with what its document and its body hold: counted in calls, not in time."""

from datetime import date

import orjson
import pytest

from compliance.loading.documents import load_document
from compliance.loading.facts.published import facts
from compliance.loading.reader import MemoryReader
from compliance.model.answers.answered import Answered
from compliance.model.answers.content import content_of
from compliance.probes.net.redaction import redacted
from tools.counting import calls_made
from tools.pathological_answers import ANSWERS, document

pytestmark = pytest.mark.long

SMALL, LARGE = 250, 1_000
MOST = 1.6 * LARGE / SMALL
FACTS = facts(date(2026, 11, 28))
FORM = ("content-type", "application/json")


def answered(kind: str, size: int) -> Answered:
    promise, body, headers = ANSWERS[kind](size)
    loaded = load_document("a.json", MemoryReader({"a.json": document(promise)})).document
    assert loaded is not None
    return Answered(
        200,
        (FORM, *headers),
        "application/json",
        orjson.dumps(body),
        operation=loaded.nodes.operations[0],
        instances=FACTS.instances,
        facts=FACTS,
        parse=orjson.loads,
    )


def steps(kind: str, size: int) -> int:
    """Return how many functions are called to read such an answer."""
    answer = answered(kind, size)
    return calls_made(lambda: (content_of(answer), redacted(answer.headers, (), ("a secret that was sent",))))


@pytest.mark.parametrize("kind", list(ANSWERS))
def test_four_times_the_answer_takes_four_times_the_steps(kind: str) -> None:
    steps(kind, 2)
    small, large = (steps(kind, size) for size in (SMALL, LARGE))
    assert large <= small * MOST
