"""What workers do of an order before it is judged: plan it, and look at its platforms by the handful."""

from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from compliance.actions import order as orders
from compliance.actions._patience import Patience
from compliance.actions._sharing_out import hosts_of, shared_out
from compliance.actions._targets import each_target_dossier
from compliance.actions.collect import collected, way_out
from compliance.actions.errors import ActionError, HubError
from compliance.actions.order import Order
from compliance.history.errors import HistoryError
from compliance.history.runs import NewRun
from compliance.loading.collector import free_earlier_work
from compliance.loading.dossiers import members, restored_plan
from compliance.model.crash import crash_name
from compliance.model.dataclass import replace
from compliance.model.dossier import Dossier
from compliance.model.family import Family
from compliance.model.gap import Gap
from compliance.model.location import Place
from compliance.model.text import Message
from compliance.model.version import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compliance.history.store import History
    from compliance.model.order import Job, KeptOrder

_ATTEMPTS: Final = 3
_BETWEEN: Final = 10.0


def begin(history: "History", order: "KeptOrder", patiently: Patience) -> int:
    """Begin the run of an order, or begin anew to plan it, and return its number.

    Raises:
        ActionError: the order cannot be carried out.
    """
    asked = orders.read(order.content)
    chosen = {"select": [*asked.judging.select], "ignore": [*asked.judging.ignore]}
    return patiently(history.orders.begin, order.id, NewRun(VERSION, asked.label, asked.targets, chosen))


def plan(history: "History", order: "KeptOrder", run: int, patiently: Patience) -> None:
    """Share the platforms of an order out to jobs.

    What is known of each platform before the look is kept, so that a worker needs no file but the database.

    Raises:
        ActionError: the order cannot be carried out.
    """
    asked = orders.read(order.content)
    network, _ = way_out(asked.network)
    hosts = []
    for position, dossier in enumerate(each_target_dossier(asked.targets, asked.reading, network)):
        patiently.check()
        patiently(history.orders.plan, run, position, dossier.id, members(dossier))
        if dossier.record is not None:
            hosts.append(hosts_of(dossier.record))
        free_earlier_work()
    patiently(history.orders.set_jobs, order.id, run, shared_out(hosts))


def look(history: "History", content: str, run: int, slugs: Sequence[str], patiently: Patience) -> None:
    """Look at those of some platforms that were not looked at yet, and keep what was seen of each.

    Where a job cannot be done, such as without a credential, its platforms are kept with a gap that says why.
    """
    free_earlier_work()
    left = patiently(history.orders.left, run, slugs)
    dossiers: list[Dossier] = []
    try:
        dossiers += (read_dossier(history, run, slug, patiently) for slug in left)
        _looked(history, run, orders.read(content), dossiers, patiently)
    except ActionError as error:
        _fail(history, run, dossiers, error.faults[0][1], patiently)
    except HistoryError:
        raise
    except Exception as error:  # noqa: BLE001 - because a bug that one platform brings to light must not end the run
        problem = Message.of("the tool failed with {problem}; please report this", problem=crash_name(error))
        _fail(history, run, dossiers, problem, patiently)


def _looked(history: "History", run: int, order: Order, dossiers: Sequence[Dossier], patiently: Patience) -> None:
    """Look at platforms; a hub that is away is asked again."""
    for attempt in range(1, _ATTEMPTS + 1):
        with _Keeping(history, run, patiently) as keeping:
            try:
                left = [dossier for dossier in dossiers if dossier.id not in keeping.done]
                collected(left, reading=order.reading, network=order.network, ending=patiently, keeping=keeping)
            except HubError:
                if attempt == _ATTEMPTS:
                    raise
            else:
                break
        patiently.rest(_BETWEEN)
    patiently.check()


def give_up(history: "History", run: int, jobs: "Sequence[Job]", problem: Message, patiently: Patience) -> None:
    """Keep of all platforms that are left of some jobs that they could not be looked at, and why."""
    for job in jobs:
        left = patiently(history.orders.left, run, job.slugs)
        _fail(history, run, [read_dossier(history, run, slug, patiently) for slug in left], problem, patiently)


def _fail(history: "History", run: int, dossiers: Sequence[Dossier], problem: Message, patiently: Patience) -> None:
    hidden = frozenset[str]({Family.ENDPOINT, Family.EXCHANGE})
    for dossier in dossiers:
        at = dossier.record.at if dossier.record is not None else Place(dossier.id)
        gap = Gap(hidden, at, Message.of("it could not be looked at: {problem}", problem=problem))
        held = members(replace(dossier, gaps=(*dossier.gaps, gap)))
        patiently(history.orders.keep_look, run, dossier.id, held, has_failed=True)


def read_dossier(history: "History", run: int, slug: str, patiently: Patience) -> Dossier:
    """Return what is kept of a platform: before the look what was known of it, after it the evidence."""
    manifest, files = patiently(history.orders.dossier, run, slug)
    return restored_plan(slug, manifest, files)


class _Keeping:
    """Keeps the evidence on each platform while others are looked at."""

    def __init__(self, history: "History", run: int, patiently: Patience) -> None:
        self._history = history
        self._run = run
        self._patiently = patiently
        self._writer = ThreadPoolExecutor(1, "history")
        self._pending: list[Future[bool]] = []
        self.done: set[str] = set()

    def begin(self, _: Sequence[Dossier]) -> "Mapping[str, Dossier]":
        return {}

    def keep(self, dossier: Dossier) -> None:
        held = members(dossier)
        self.done.add(dossier.id)
        keep = self._history.orders.keep_look
        self._pending.append(self._writer.submit(self._patiently, keep, self._run, dossier.id, held))

    def __enter__(self) -> "_Keeping":
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.shutdown(wait=True)
        for each in self._pending:
            each.result()
