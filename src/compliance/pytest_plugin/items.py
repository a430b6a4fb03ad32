"""The tests as pytest knows them: a node for each document or platform, in it one for each rule."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from compliance.pytest_plugin.case import NOTED, Case


class Found(Exception):
    """What was found, in place of a traceback."""


class SubjectNode(pytest.File):
    """A document or a platform."""

    def __init__(self, *, cases: Sequence[Case], **node: Any) -> None:
        super().__init__(**node)
        self._cases = cases

    def collect(self) -> Iterator[pytest.Item]:
        """Yield a test for each rule."""
        for case in self._cases:
            yield RuleItem.from_parent(self, name=case.name, case=case)


class RuleItem(pytest.Item):
    """One rule on it."""

    def __init__(self, *, case: Case, **node: Any) -> None:
        super().__init__(**node)
        self._case = case
        self.add_marker("compliance")
        if case.ending == "skipped":
            self.add_marker(pytest.mark.skip(reason=case.text))

    def runtest(self) -> None:
        """End as the checker judged."""
        match self._case.ending:
            case "failed":
                raise Found(self._case.text)
            case "waived":
                pytest.xfail(self._case.text)
            case "noted":
                self.user_properties.append((NOTED, self._case.text))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what was found, without a traceback."""
        return str(excinfo.value) if isinstance(excinfo.value, Found) else super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where it is, its first line, and its heading; pytest would write the dots of an id as colons."""
        return self.path, 0, f"{self.parent and self.parent.nodeid} {self.name}"


def nodes(cases: Sequence[Case], session: pytest.Session) -> Iterator[SubjectNode]:
    """Yield a node for each document or platform, in the order of their first cases."""
    here = session.config.invocation_params.dir
    for subject in dict.fromkeys(case.subject for case in cases):
        those = [case for case in cases if case.subject == subject]
        yield SubjectNode.from_parent(session, path=here / subject, cases=those)
