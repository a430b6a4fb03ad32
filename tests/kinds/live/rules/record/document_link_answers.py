"""The address of a technical document leads to it.

Broken: The address of a technical document leads nowhere

A document that nobody can open describes nothing.

To mend it, correct the address in the record.

Shows two looks a day apart. Does not show what the document says.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from compliance.model.location import Place
from compliance.model.observation import LinkAnswer, LinkCheck, LinkFailure
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation


@rule("TT13-2017.D6.K4", "NDX-CON-02")
def document_link_answers(link: LinkCheck) -> Iterator[Violation | Unknown]:
    gone = [answer for answer in link.answers if answer.is_gone]
    if gone and gone[-1].looked_at - gone[0].looked_at >= timedelta(days=1):
        yield Violation("nothing is at {address}: {answer}", at=link, address=link.url, answer=str(gone[-1]))
    elif not any(answer.is_there for answer in link.answers):
        yield Unknown("what is at {address} was not seen", at=link, address=link.url)


_DAY = datetime.fromisoformat("2026-11-21T08:30:00+00:00")


def _checked(*answers: dict[str, Any]) -> LinkCheck:
    looks = (LinkAnswer(_DAY + timedelta(days=number), **answer) for number, answer in enumerate(answers))
    return LinkCheck("https://a.example/doc", Place("record.yaml", "/services/0/document"), tuple(looks))


GOOD = [_checked({"status": 200, "media_type": "text/html"}), _checked({"status": 404}, {"status": 200})]
BAD = {
    "nothing is at https://a.example/doc: 410": _checked({"status": 404}, {"status": 410}),
    "nothing is at https://a.example/doc: unknown-name": _checked(*({"failure": LinkFailure.UNKNOWN_NAME},) * 2),
}
UNKNOWN = [_checked({"status": 503}), _checked({"status": 404}), _checked({"failure": LinkFailure.UNREACHABLE})]
