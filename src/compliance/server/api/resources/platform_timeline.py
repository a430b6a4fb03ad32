"""Where one platform stood from run to run."""

from typing import Final

from compliance.model.ladder import Rung
from compliance.model.overview import PlatformStay
from compliance.model.standing import Standing
from compliance.model.text import Message
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import Stay, Timeline
from compliance.server.api.forms.runs import Weights
from compliance.server.api.paging import page_of
from compliance.server.api.parameters import PAGE, RUN, SLUG
from compliance.server.pages.platform import stays_of

PATH: Final = "/platforms/{slug}/timeline"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("Show where a platform stood from run to run"),
    Message.of(
        "The stage and the findings of a platform in each complete run of the series up to the run, the last one first."
    ),
)
PARAMETERS: Final = (SLUG, RUN, *PAGE)
FORM: Final = Timeline


def answer(call: Call) -> Timeline:
    subject = call.platform
    page = page_of(stays_of(call, subject.id)[::-1], call)
    return Timeline(subject.id, tuple(map(_row, page.items)), page.total, page.next)


def _row(stay: PlatformStay) -> Stay:
    counts = stay.counts
    return Stay(
        run=stay.run.number,
        day=stay.run.day.isoformat(),
        rung=_rung(counts.stage),
        claimed=_rung(counts.claimed),
        standing=Standing(counts.standing),
        findings=Weights(counts.failing, counts.to_confirm, counts.warnings, counts.advice),
        not_observed=counts.not_observed,
        errors=counts.errors,
    )


def _rung(rank: int | None) -> Rung | None:
    return None if rank is None else tuple(Rung)[rank]
