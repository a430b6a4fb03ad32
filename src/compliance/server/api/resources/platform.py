"""Everything that a run tells of one platform."""

from typing import Final

from compliance.model.dataclass import replace
from compliance.model.text import Message
from compliance.report.formats.json import subject_written
from compliance.server.access.identity import Action
from compliance.server.api.call import Call
from compliance.server.api.forms.platforms import FoundSince, Platform, Since
from compliance.server.api.parameters import RUN, SLUG

PATH: Final = "/platforms/{slug}"
NEEDS: Final = Action.SEE_PAGES
SAYS: Final = (
    Message.of("Show a platform"),
    Message.of(
        "One platform as the JSON report has it: its stages, all verdicts with what was found, what was looked at and "
        "what was not, and since which run each finding has been found without a break."
    ),
)
PARAMETERS: Final = (SLUG, RUN)
FORM: Final = Platform


def answer(call: Call) -> Platform:
    subject = call.platform
    since = call.reader.since(call.run, subject.id)
    return Platform(
        run=call.run.number,
        language=call.language,
        simulated=call.run.is_simulated,
        # because the file lies where the audit ran; here it is a resource of its own
        subject=subject_written(replace(subject, dossier_file=None), call.context),
        found=tuple(FoundSince(mark, Since(day.number, day.day.isoformat())) for mark, day in sorted(since.items())),
    )
