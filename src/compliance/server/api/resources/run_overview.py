"""A run in numbers: by connection, by stage, findings by weight."""

from typing import Final

from compliance.model import summary
from compliance.model.dossier import Kind
from compliance.model.stages import stage_counts
from compliance.model.text import Message
from compliance.report.formats.json import summary_written
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.runs import Overview, StageCounts
from compliance.server.api.parameters import NUMBER

PATH: Final = "/runs/{number}/overview"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("Show a run in numbers"),
    Message.of(
        "The numbers of the overview: platforms by their connection and by stage, findings by weight, requirements by "
        "state. They are those of the JSON report, over the platforms that who asks may see."
    ),
)
PARAMETERS: Final = (NUMBER,)
FORM: Final = Overview


def answer(call: Call) -> Overview:
    report, words = call.report, call.words
    platforms = summary.of_kind(report.subjects, Kind.PLATFORM)
    return Overview(
        run=call.run.number,
        language=call.language,
        simulated=report.is_simulated,
        as_of=report.as_of.isoformat(),
        profile=report.profile,
        notices=tuple(map(words.message, report.notices)),
        summary=summary_written(report, words),
        stages=tuple(
            StageCounts(each.rung, each.evidenced, each.claimed, each.undecided, each.neither)
            for each in stage_counts(platforms)
        ),
    )
