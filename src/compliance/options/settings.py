"""What the options of a command ask of an action."""

from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from compliance.actions.errors import UsageError
from compliance.actions.settings import Judging, NetworkSettings, Reading
from compliance.model.grades import Profile
from compliance.model.text import Message
from compliance.probes.settings import Conformance, Mode

if TYPE_CHECKING:
    from compliance.probes.hub.access import HubAccess


def reading(options: Namespace) -> Reading:
    """Return where files may be read from."""
    root = options.root
    if root is not None and not root.is_dir():
        raise UsageError(Message.of("there is no such folder: {folder}", folder=str(root)[:200]))
    return Reading(root=root, fetch=options.remote_refs)


def judging(options: Namespace) -> Judging:
    """Return by which law, which rules and which waivers is judged; commands without these options have none."""
    return Judging(
        as_of=options.as_of,
        profile=Profile(options.profile),
        select=_globs(options.select),
        ignore=_globs(options.ignore),
        waivers=getattr(options, "waivers", None) or (),
        confirmations=getattr(options, "confirmations", None) or (),
        rulesets=tuple(getattr(options, "ruleset", ())),
    )


def network(options: Namespace) -> NetworkSettings:
    """Return the limits of looking; commands without live options get the defaults."""
    default = NetworkSettings()
    ca_file = options.ca
    if ca_file is not None and not ca_file.is_file():
        from compliance.model.system_errors import not_there

        raise UsageError(not_there(str(ca_file), ca_file))
    return NetworkSettings(
        timeout=options.timeout or default.timeout,
        rate=getattr(options, "rate", default.rate),
        concurrency=getattr(options, "concurrency", default.concurrency),
        reads=getattr(options, "reads", default.reads),
        allow_private=options.allow_private,
        ca_file=ca_file,
        hub=_hub_access(options) if hasattr(options, "hub") else None,
        mode=Mode(getattr(options, "mode", default.mode)),
        credentials=tuple(getattr(options, "credential", ())),
        conformance=Conformance(getattr(options, "conformance", default.conformance)),
        resolve=_resolved(getattr(options, "resolve", ())),
        proxy=options.proxy,
    )


def _hub_access(options: Namespace) -> "HubAccess | None":
    from compliance.options.hub import hub_access  # because few commands call a hub

    return hub_access(options)


def _resolved(given: Sequence[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Return the addresses of each host in the order in which they were given."""
    return {host: tuple(address for other, address in given if other == host) for host, _ in given}


def _globs(given: Sequence[str]) -> tuple[str, ...]:
    """Return every id and pattern, of which one text may hold several between commas."""
    return tuple(glob.strip() for text in given for glob in text.split(",") if glob.strip())
