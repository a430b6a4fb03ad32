"""The dashboard as it was asked for on the command line, and its address in both languages."""

from argparse import Namespace
from typing import TYPE_CHECKING, Final

from compliance.actions.errors import UsageError
from compliance.cli.streams import write_out
from compliance.history.place import HistoryPlace
from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.model.language import LANGUAGES
from compliance.model.text import Message

if TYPE_CHECKING:
    from compliance.server.access.settings import AccessSettings, GroupRole
    from compliance.server.settings import ServeSettings, TlsFiles

_NEEDED: Final = {
    "oidc": ("url", "group", "issuer", "client_id", "client_secret"),
    "proxy": ("url", "group", "proxy_secret"),
}
_MAY: Final = {"oidc": ("groups_claim", "ca", "proxy_address"), "proxy": ("proxy_address",)}
_ALL: Final = tuple(dict.fromkeys(name for table in (_NEEDED, _MAY) for names in table.values() for name in names))


def serve(options: Namespace, words: Translator) -> int:
    """Serve until it is told to stop; returns the exit status."""
    from compliance.server.serving import serve as serve_dashboard

    serve_dashboard(_settings(options), lambda address: _tell(address, words))
    return 0


def _tell(address: str, words: Translator) -> None:
    """Say where the dashboard is in both languages, because who reads it need not be who started it."""
    languages = (words.language, *(each for each in LANGUAGES if each != words.language))
    write_out("".join(f"{_where(address, words_of(each))}\n" for each in languages), words)


def _where(address: str, words: Translator) -> str:
    return words("the dashboard is at {address}; end with Ctrl-C", address=address)


def _settings(options: Namespace) -> "ServeSettings":
    from compliance.server.settings import ServeSettings

    return ServeSettings(
        history=options.history or HistoryPlace.usual(),
        host=options.host,
        port=options.port,
        access=_access(options),
        allowed_hosts=tuple(options.allowed_host),
        tls=_tls(options),
        log=options.log,
        metrics_token=options.metrics_token,
    )


def _tls(options: Namespace) -> "TlsFiles | None":
    from compliance.server.settings import TlsFiles

    if (options.tls_cert is None) != (options.tls_key is None):
        raise UsageError(Message.of("--tls-cert and --tls-key go together"))
    return TlsFiles(options.tls_cert, options.tls_key) if options.tls_cert is not None else None


def _access(options: Namespace) -> "AccessSettings":
    """Return how people log in; raises `UsageError` for options that do not go together."""
    given = [name for name in _ALL if getattr(options, name)]
    if options.access is not None:
        if given or options.auth is not None:
            option = _written(given[0] if given else "auth")
            raise UsageError(
                Message.of("{option} and --access do not go together: the file says all of it", option=option)
            )
        from compliance.server.access.access_file import access_of

        return access_of(options.access)
    if options.auth is None:
        if given:
            raise UsageError(
                Message.of("{option} is for log-in: say who logs in with --auth", option=_written(given[0]))
            )
        from compliance.server.access.settings import Loopback

        return Loopback()
    _refuse_others(options.auth, given)
    return _oidc(options) if options.auth == "oidc" else _proxy(options)


def _refuse_others(auth: str, given: list[str]) -> None:
    missing = [name for name in _NEEDED[auth] if name not in given]
    if missing:
        raise UsageError(Message.of("--auth {auth} needs {option}", auth=auth, option=_written(missing[0])))
    foreign = [name for name in given if name not in (*_NEEDED[auth], *_MAY[auth])]
    if foreign:
        raise UsageError(Message.of("{option} is not for --auth {auth}", auth=auth, option=_written(foreign[0])))


def _oidc(options: Namespace) -> "AccessSettings":
    from compliance.server.access.settings import OidcAccess

    return OidcAccess(
        url=options.url,
        issuer=options.issuer,
        client_id=options.client_id,
        client_secret=options.client_secret,
        groups=_groups(options),
        groups_claim=options.groups_claim or "groups",
        ca_file=str(options.ca) if options.ca is not None else None,
        proxies=tuple(options.proxy_address),
    )


def _proxy(options: Namespace) -> "AccessSettings":
    from compliance.server.access.settings import ProxyAccess

    return ProxyAccess(options.url, options.proxy_secret, tuple(options.proxy_address), _groups(options))


def _groups(options: Namespace) -> "tuple[GroupRole, ...]":
    from compliance.server.access.access_file import group_flaws
    from compliance.server.access.identity import Role
    from compliance.server.access.settings import GroupRole

    rows = tuple(GroupRole(group, Role(role), owners) for group, role, owners in options.group)
    if flaws := [message for _, message in group_flaws(rows)]:
        raise UsageError.all(flaws)
    return rows


def _written(name: str) -> str:
    return f"--{name.replace('_', '-')}"
