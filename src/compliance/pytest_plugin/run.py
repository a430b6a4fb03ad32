"""The part that the checker takes in a run of pytest: it judges once, and tells workers of pytest-xdist the outcome."""

from collections.abc import Mapping
from typing import Any, Final

import pytest

from compliance.pytest_plugin.case import NOTED, Case
from compliance.pytest_plugin.items import nodes

_TOLD: Final = "compliance"


class ComplianceRun:
    """Hooks of one run."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._cases: tuple[Case, ...] = ()
        self._header = ""
        self._remarks: tuple[str, ...] = ()
        self._noted: list[tuple[str, str]] = []

    def pytest_sessionstart(self) -> None:
        """Judge, or hear what was judged where this is a worker."""
        told: Mapping[str, Any] | None = getattr(self._config, "workerinput", None)
        if told is not None:
            self._cases = tuple(Case(*row) for row in told[_TOLD])
            return
        self._judge()

    def _judge(self) -> None:
        from compliance.actions.errors import ActionError  # because workers judge nothing
        from compliance.pytest_plugin.asking import asked, told
        from compliance.pytest_plugin.cases import judged

        try:
            found = judged(asked(self._config))
        except ActionError as error:
            words = told(self._config)
            faults = ((f"{where}: " if where else "", words.message(message)) for where, message in error.faults)
            raise pytest.UsageError("\n".join(f"compliance: {where}{said}" for where, said in faults)) from error
        self._cases, self._header, self._remarks = found.cases, found.header, found.remarks

    def pytest_report_header(self) -> str:
        """Name the file of settings, else what is judged."""
        return self._header

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Tell a worker of pytest-xdist, in texts and lists, as nothing else can be sent."""
        node.workerinput[_TOLD] = [[case.subject, case.name, case.ending, case.text] for case in self._cases]

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        """Add the tests before any is chosen by keyword or marker, and have them counted as what was collected."""
        for node in nodes(self._cases, session):
            tests = list(node.collect())
            report = pytest.CollectReport(node.nodeid, "passed", None, [*tests])
            session.config.hook.pytest_collectreport(report=report)
            items.extend(tests)

    def pytest_report_teststatus(self, report: pytest.TestReport | pytest.CollectReport) -> Any:
        """Call what was found and fails nothing by a name of its own, so that nobody takes it for a clean pass."""
        if isinstance(report, pytest.TestReport) and report.when == "call" and report.passed and _noted(report):
            return "noted", "n", ("NOTED", {"yellow": True})
        return None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep what was found and fails nothing, for the end."""
        if report.when == "call" and (text := _noted(report)):
            self._noted.append((report.nodeid, text))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was found and fails nothing, and the most that may be claimed."""
        if self._noted:
            terminalreporter.section("compliance", yellow=True)
        for nodeid, text in self._noted:
            terminalreporter.write_line(nodeid, bold=True)
            terminalreporter.write_line(text)
        for remark in self._remarks:
            terminalreporter.write_line(f"compliance: {remark}")


def _noted(report: pytest.TestReport) -> str:
    return next((str(text) for name, text in report.user_properties if name == NOTED), "")
