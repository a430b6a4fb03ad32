"""What every format is given beside the report."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from compliance.locale import Translator
from compliance.model.codelist import Reason
from compliance.model.dataclass import dataclass, field
from compliance.model.grades import Severity
from compliance.model.ladder import Stage
from compliance.model.remedy import Remedy
from compliance.model.requirement import Catalogue
from compliance.model.rule import Rule
from compliance.model.text import Message
from compliance.report.addresses import Addresses, OnThePage

UNLIMITED: Final = 100_000
"""The width of a file or a pipe: no line is wrapped, as whoever reads it wraps lines or searches them."""


@dataclass(frozen=True, slots=True)
class ReportContext:
    """For whom the report is written, and the facts it cites.

    `reasons` names, by code, why a requirement has no rule, `ladder` the stages of connection. `width` counts the
    columns of a terminal, `UNLIMITED` for what is no terminal. `folder` is where the report will lie, for links to
    files beside it. `remedies` says how this door is asked to let more be seen. A finding of a severity in `gate` makes
    the run fail, which ends with `exit_status`; None where no program ends with one. `root` is the folder in which
    the run was started, with `/` between names; empty where that is not known. `changes` says of findings, by subject,
    rule and fingerprint, that they are new since an earlier run, or back. `addresses` says where a page with
    links tells each thing. A place in a file `names_folders` unless others than whoever began the run read the report,
    to whom the folders of a machine say nothing and may tell a person's name.
    """

    words: Translator
    catalogue: Catalogue
    rules: Mapping[str, Rule]
    reasons: Mapping[str, Reason] = field(default_factory=dict)
    ladder: Sequence[Stage] = ()
    width: int = 80
    is_colourful: bool = False
    folder: str = "."
    remedies: Mapping[Remedy, Message] = field(default_factory=dict)
    gate: Collection[Severity] = (Severity.FAIL,)
    exit_status: int | None = None
    root: str = ""
    changes: Mapping[tuple[str, str, str], Message] = field(default_factory=dict)
    addresses: Addresses = OnThePage()
    names_folders: bool = True
