"""What a machine can mend as code actions of the protocol; their edits are made when the user chooses one."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from lsprotocol import types as lsp

from compliance.actions.mend import MendedFinding
from compliance.loading.editing.mending import mended
from compliance.locale import Translator
from compliance.lsp.positions import Page
from compliance.lsp.workbench import Workbench, resolved
from compliance.model.dataclass import dataclass
from compliance.model.mend import Mend
from compliance.report.labels import sentence_case

ALL: Final = f"{lsp.CodeActionKind.SourceFixAll.value}.compliance"
KINDS: Final = (lsp.CodeActionKind.QuickFix, ALL)
_MOST_KEPT: Final = 500


@dataclass(frozen=True, slots=True)
class Offer:
    """Mends of one file that were offered, with its text at that time."""

    path: Path
    name: str
    content: bytes
    mends: tuple[Mend, ...]


class QuickFixes:
    """Offers mends, and keeps what it offered until the user chooses."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._numbers = count()
        self._offers: OrderedDict[int, Offer] = OrderedDict()

    def actions(
        self, path: Path, asked: lsp.CodeActionParams, page: Page, words: Translator
    ) -> Iterator[lsp.CodeAction]:
        """Yield an action for each mend of what stands in a range, and one for all that is safe where asked for."""
        found = [each for each in self._bench.mends() if resolved(each.at.uri) == path]
        if _wants(asked.context.only, lsp.CodeActionKind.QuickFix.value):
            here = [each for each in found if _meet(page.range(each.at), asked.range)]
            for mend, finding in {each.mend: each for each in here}.items():
                yield from self._action(finding, mend, asked, words)
        if asked.context.only and _wants(asked.context.only, ALL):
            yield from self._all(path, words)

    def _action(
        self, finding: MendedFinding, mend: Mend, asked: lsp.CodeActionParams, words: Translator
    ) -> Iterator[lsp.CodeAction]:
        title = sentence_case(words.message(mend.said))
        if mend.changes_contract:
            title = words("{what} (may change the contract)", what=title)
        offer = self._offer([mend])
        if offer is not None:
            yield lsp.CodeAction(
                title,
                lsp.CodeActionKind.QuickFix,
                diagnostics=[each for each in asked.context.diagnostics if each.code == finding.rule] or None,
                is_preferred=not mend.changes_contract,
                data=offer,
            )

    def _all(self, path: Path, words: Translator) -> Iterator[lsp.CodeAction]:
        safe = [each.mend for each in self._bench.mends() if not each.mend.changes_contract]
        mends = [mend for mend in safe if all(resolved(edit.at.uri) == path for edit in mend.edits)]
        offer = self._offer(mends)
        if offer is not None:
            yield lsp.CodeAction(words("Mend all that changes no contract"), ALL, data=offer)

    def _offer(self, mends: Sequence[Mend]) -> int | None:
        """Keep an offer and return its number; None if it is about no file, or about several."""
        names = {edit.at.uri for mend in mends for edit in mend.edits}
        if len(names) != 1:
            return None
        name = names.pop()
        path = resolved(name)
        content = self._bench.text_of(path)
        if content is None:
            return None
        number = next(self._numbers)
        self._offers[number] = Offer(path, name, content, tuple(dict.fromkeys(mends)))
        while len(self._offers) > _MOST_KEPT:
            self._offers.popitem(last=False)
        return number

    def offer(self, number: object) -> Offer | None:
        """Return what was offered under a number, None if its text is not that of the editor any more."""
        offer = self._offers.get(number) if isinstance(number, int) else None
        if offer is None:
            return None
        buffer = self._bench.buffers.get(offer.path)
        return offer if buffer is None or buffer.content == offer.content else None


def text_edits(offer: Offer, encoding: lsp.PositionEncodingKind) -> list[lsp.TextEdit]:
    """Return the edits of a text; it is read twice, so that nothing but what was offered changes."""
    page = Page(offer.content, encoding)
    edits = mended(offer.name, offer.content, offer.mends).edits
    return [lsp.TextEdit(lsp.Range(page.at(each.start), page.at(each.end)), each.text) for each in edits]


def _wants(only: Iterable[str] | None, kind: str) -> bool:
    """Return whether a kind of action is asked for, itself or by what it is a kind of (LSP 3.17, CodeActionKind)."""
    asked = [str(getattr(each, "value", each)) for each in only or ()]
    return not asked or any(not each or kind == each or kind.startswith(f"{each}.") for each in asked)


def _meet(one: lsp.Range, other: lsp.Range) -> bool:
    return one.start <= other.end and other.start <= one.end
