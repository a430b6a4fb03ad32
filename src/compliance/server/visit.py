"""One request: who asks, in which language, of which run, and what of that run they may see."""

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from compliance.actions.errors import UsageError
from compliance.actions.owner_view import of_owners
from compliance.actions.split import cut_to
from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.model import summary
from compliance.model.dataclass import replace
from compliance.model.dossier import Kind
from compliance.model.kept_run import KeptRun
from compliance.model.language import Language
from compliance.model.lazy import lazy_property
from compliance.model.report import Report
from compliance.model.text import Message, local_day
from compliance.model.verdict import SubjectReport
from compliance.report import labels
from compliance.report.context import ReportContext
from compliance.report.formats.html.first_screen import FirstScreen, first_screen
from compliance.server.access.forgery import csrf_token
from compliance.server.access.identity import Identity, current
from compliance.server.access.needs import LOGIN_OFFERED, LOGOUT
from compliance.server.addresses import Pages, language_of, owner_key
from compliance.server.first_screens import FIRST_SCREEN, page_context
from compliance.server.memory import Memory, view_of
from compliance.server.menu import menu
from compliance.server.missing import NotFound, first_fault
from compliance.server.rendering import rendered
from compliance.server.seen_runs import seen_runs, told_report
from compliance.server.whole_platform import whole_platform

if TYPE_CHECKING:
    from compliance.actions.kept_reader import KeptReader
    from compliance.actions.kept_runs import Place

T = TypeVar("T")

_OTHERS: Final[dict[Language, Language]] = {"vi": "en", "en": "vi"}
_NAMES: Final = {"vi": "Tiếng Việt", "en": "English"}
_NO_RUN: Final = Message.of("no run is complete yet: pages tell what complete runs saw")


class Visit:
    """A request for a page. What is read of the run is read once, and cut to what the visitor may see."""

    def __init__(self, request: Request, of: KeptRun | None = None) -> None:
        self.request = request
        self._of = of

    @lazy_property
    def language(self) -> Language:
        """The language of the address, which is its first segment."""
        return language_of(self.request.url.path)

    @lazy_property
    def words(self) -> Translator:
        return words_of(self.language)

    @lazy_property
    def identity(self) -> Identity:
        return current(self.request)

    @property
    def reader(self) -> "KeptReader":
        found: KeptReader = self.request.app.state.reader
        return found

    @property
    def place(self) -> "Place":
        """The place where the runs are kept, for what writes."""
        return self.reader.place

    @lazy_property
    def asked_run(self) -> int | None:
        """The number of the run that the address names; None for the last one."""
        if self._of is not None:
            return self._of.number
        given = self.request.query_params.get("run", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    @lazy_property
    def run(self) -> KeptRun:
        """The run that is being read; raises `NotFound`."""
        if self._of is not None:
            return self._of
        asked = self.request.query_params.get("run", "")
        if not asked and not self.has_complete_run:
            raise NotFound(_NO_RUN)
        return self._run_named(asked or "last")

    @lazy_property
    def runs(self) -> tuple[KeptRun, ...]:
        """The runs that the visitor may see, in the order of their numbers."""
        return seen_runs(self.reader, self.identity)

    @property
    def has_complete_run(self) -> bool:
        """Whether some run is complete, so that there is something to read."""
        return self._last_complete is not None

    def run_of_path(self, name: str) -> KeptRun:
        """Return the run whose number is in the path; raises `NotFound`."""
        return self._run_named(str(self.request.path_params[name]))

    def _run_named(self, text: str) -> KeptRun:
        try:
            return self.reader.run(text, self.runs)
        except UsageError as error:
            raise NotFound(first_fault(error)) from error

    def for_run(self, run: KeptRun) -> "Visit":
        """Return the same visit to another run; raises `NotFound` if that has nothing to show."""
        if not run.is_complete:
            template = "the run {number} has no verdicts: it is running or was interrupted"
            raise NotFound(Message.of(template, number=run.number))
        return Visit(self.request, run)

    @lazy_property
    def addresses(self) -> Pages:
        return Pages(self.language, self.asked_run)

    def in_run(self, number: int) -> Pages:
        """Return the addresses of another run."""
        return Pages(self.language, number)

    @lazy_property
    def series(self) -> list[KeptRun]:
        """The complete runs up to the one that is read that have its label and are simulated or real like it."""
        alike = (self.run.label, self.run.is_simulated)
        earlier = (run for run in self.runs if run.is_complete and run.number <= self.run.number)
        return [run for run in earlier if (run.label, run.is_simulated) == alike]

    @lazy_property
    def report(self) -> Report:
        """The run in brief, as far as the visitor may see it."""
        return self.within(self.reader.overview(self.run))

    @property
    def platforms(self) -> tuple[SubjectReport, ...]:
        """The platforms of the run in brief, as far as the visitor may see them."""
        return summary.of_kind(self.report.subjects, Kind.PLATFORM)

    @property
    def first_screen(self) -> FirstScreen:
        """The first screen of the run, as far as the visitor may see it."""
        return self.remembered(FIRST_SCREEN, lambda: first_screen(self.report, self.context))

    @lazy_property
    def whole(self) -> Report:
        """The run with all that was found, as far as the visitor may see it: for files that hold all of it."""
        return self.within(self.reader.whole(self.run))

    def within(self, report: Report) -> Report:
        """Return what the visitor may see of a report."""
        if self.identity.sees_all:
            return report
        # by code alone, because nobody is another owner by a name
        own = replace(report, subjects=tuple(filter(self.may_see, report.subjects)))
        return of_owners(told_report(own, self.runs), self.identity.owners)

    def remembered(self, name: str, make: Callable[[], T], *further: Hashable) -> T:
        """Return a view of the run, made once for all who read it in this language and may see the same of it."""
        memory: Memory = self.request.app.state.memory
        seen = None if self.identity.sees_all else self.identity.owners
        return memory.of(view_of(name, self.reader.known(self.run), self.addresses, seen, *further), make)

    def may_see(self, subject: SubjectReport) -> bool:
        """Return whether the visitor may see a platform."""
        return self.identity.sees(subject.owner_code)

    @lazy_property
    def platform(self) -> SubjectReport:
        """All that is known of the platform in the path; raises `NotFound` if the visitor may not see it."""
        slug = self.request.path_params["slug"]
        # before it is read, because how long that takes would tell what is there for others
        if not any(each.id == slug and self.may_see(each) for each in self.reader.overview(self.run).subjects):
            raise NotFound
        return self.told(slug)

    def told(self, slug: str) -> SubjectReport:
        """Return all that is known of a platform that the visitor may see; raises `NotFound`."""
        seen = None if self.identity.sees_all else [each.id for each in self.platforms]
        return whole_platform(self.reader, self.run, slug, seen)

    def of_owner(self, key: str) -> Report:
        """Return the run in brief for one owner alone, by its name in addresses; raises `NotFound`."""
        own = [each for each in self.report.subjects if owner_key(each) == key]
        if not own:
            raise NotFound
        return self.owned(self.report, own[0])

    def owned(self, report: Report, subject: SubjectReport) -> Report:
        """Return what a report says of the platforms that have the owner of this one."""
        name = subject.owner_code or subject.owner_vi or subject.owner_en
        return of_owners(report, [name]) if name else cut_to(report, (subject,))

    @lazy_property
    def context(self) -> ReportContext:
        """The context of the words of a report; links lead to the pages of the same run."""
        return page_context(self.addresses)

    def page(self, template: str, title: str, status: int = 200, **view: Any) -> Response:
        """Return a page under the head that all pages have."""
        entries = menu(self.request.url.path, self.addresses, self.words)
        return rendered(template, self.language, status, visit=self, title=title, menu=entries, **view)

    def tables(self, name: str, **query: str | int | None) -> dict[str, str]:
        """Return the addresses of a table as files, by form."""
        return {form: self.addresses.to(f"/tables/{name}.{form}", **query) for form in ("csv", "xlsx")}

    @property
    def csrf_token(self) -> str:
        """The token that a form has to send along."""
        return csrf_token(self.request)

    @property
    def log_out(self) -> str:
        """The address that ends the session; empty where nobody logged in here."""
        return LOGOUT if self.request.scope.get(LOGIN_OFFERED) else ""

    @property
    def is_simulated(self) -> bool:
        """Whether what is read is simulated; a page without a run says nothing of it."""
        return "run" in self.__dict__ and self.run.is_simulated

    @property
    def older_run(self) -> str:
        """The sentence for a reader of another run than the last one; empty for that."""
        if "run" not in self.__dict__ or self.asked_run is None or self.run.number == self._last_complete:
            return ""
        day = labels.day(local_day(self.run.begun), self.words)
        return self.words("You read the run {number} of {date}.", number=self.run.number, date=day)

    @property
    def _last_complete(self) -> int | None:
        return next((run.number for run in reversed(self.runs) if run.is_complete), None)

    @property
    def other_language(self) -> tuple[Language, str, str]:
        """The other language: its code, its name in itself, and the address of this page in it."""
        other = _OTHERS[self.language]
        path = self.request.url.path.removeprefix(f"/{self.language}")
        query = f"?{self.request.url.query}" if self.request.url.query else ""
        return other, _NAMES[other], f"/{other}{path}{query}"
