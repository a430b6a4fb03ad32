"""The first screens of the last run, made before somebody asks: of ten thousand platforms that takes a second."""

from typing import TYPE_CHECKING, Final

from compliance.actions.render import report_context
from compliance.locale import words
from compliance.model.dataclass import replace
from compliance.model.kept_run import KeptRun
from compliance.model.language import LANGUAGES
from compliance.report.context import ReportContext
from compliance.report.formats.html.first_screen import FirstScreen, first_screen
from compliance.server.addresses import Pages
from compliance.server.memory import Memory, view_of

if TYPE_CHECKING:
    from compliance.actions.kept_reader import KeptReader

FIRST_SCREEN: Final = "first screen"


def page_context(pages: Pages) -> ReportContext:
    """Return the context of what a report says on pages: its links lead to these."""
    return replace(report_context(words(pages.language)), addresses=pages, names_folders=False)


def make_first_screens(reader: "KeptReader", memory: Memory, run: KeptRun) -> None:
    """Make the first screen of a run, which is the last, in each language, for all who may see the whole of it."""
    report = reader.overview(run)
    for pages in map(Pages, LANGUAGES):

        def made(pages: Pages = pages) -> FirstScreen:
            return first_screen(report, page_context(pages))

        memory.of(view_of(FIRST_SCREEN, run.number, pages, None), made)
