"""Texts of the command line as values. What is wrong with one is said in the language of the parser."""

import argparse
import gettext
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from datetime import date
    from ipaddress import IPv4Network, IPv6Network
    from pathlib import Path

    from compliance.history.place import HistoryPlace
    from compliance.probes.credential_reference import CredentialReference
    from compliance.probes.hub.credential import HubCredential
    from compliance.probes.mail_settings import MailServer
    from compliance.probes.proxy_reference import ProxyReference
    from compliance.probes.secret_reference import SecretReference

STANDARD_OUTPUT: Final = "-"
_ROLES: Final = ("owner", "reader", "auditor")


Destination: TypeAlias = "tuple[str, Path | None]"
"""The format of a report and its file, None for standard output."""


def destination(text: str) -> Destination:
    """Parse the format and the file of a report: `json=report.json`, `json=-` for standard output."""
    from pathlib import Path

    from compliance.report.formats import names as format_names

    name, separator, path = text.partition("=")
    if not separator or not path or name not in format_names():
        template = gettext.gettext("{found} was found: write FORMAT=FILE, FORMAT one of {known}")
        raise _wrong(template, found=text[:80], known=", ".join(format_names()))
    return name, None if path == STANDARD_OUTPUT else Path(path)


def credential_reference(text: str) -> "CredentialReference":
    """Parse a reference to a credential: `bearer=env:TOKEN`; what is wrong is said without repeating the text."""
    from compliance.probes.credential_reference import read_reference
    from compliance.probes.errors import CredentialUnusable

    try:
        return read_reference(text)
    except CredentialUnusable as error:
        words = {name: str(value) for name, value in error.message.parameters}
        raise _wrong(gettext.gettext(error.message.template), **words) from None


def hub_credential(text: str) -> "HubCredential":
    """Parse a reference to what proves a caller to a hub: `mtls=file:client.pem`; a wrong text is not repeated."""
    from compliance.probes.errors import CredentialUnusable
    from compliance.probes.hub.credential import read_hub_credential

    try:
        return read_hub_credential(text)
    except CredentialUnusable as error:
        words = {name: str(value) for name, value in error.message.parameters}
        raise _wrong(gettext.gettext(error.message.template), **words) from None


def hub_path(text: str) -> tuple[str, str]:
    """Parse where a gateway has a service: `households=apiHoKinhDoanh/1.0`."""
    service, _, path = text.partition("=")
    if not service or not path.strip("/") or not path.isascii() or any(sign in path for sign in " ?#%\\"):
        template = gettext.gettext("{found} was found: write SERVICE=PATH, as in households=apiHoKinhDoanh/1.0")
        raise _wrong(template, found=text[:80])
    return service, path.strip("/")


def proxy_reference(text: str) -> "ProxyReference":
    """Parse where the proxy is named: `http://proxy.example:3128`, `env`, `env:NAME`; a wrong text is not repeated."""
    from compliance.probes.errors import ProxyUnusable
    from compliance.probes.proxy_reference import read_proxy

    try:
        return read_proxy(text)
    except ProxyUnusable as error:
        raise _wrong(gettext.gettext(error.message.template)) from None


def secret_reference(text: str) -> "SecretReference":
    """Parse where a password is: `env:NAME`, `file:PATH`, `cmd:PROGRAM`; a wrong text is not repeated."""
    from compliance.probes.errors import CredentialUnusable
    from compliance.probes.secret_reference import read_secret_reference

    try:
        return read_secret_reference(text)
    except CredentialUnusable as error:
        raise _wrong(gettext.gettext(error.message.template)) from None


def iso_date(text: str) -> "date":
    """Parse a day written as 2026-12-31."""
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise _wrong(gettext.gettext("{found} is no date; write it as 2026-12-31"), found=text[:40]) from None


def positive(text: str) -> float:
    """Parse a number above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise _wrong(gettext.gettext("{found} is no number above 0"), found=text[:40])
    return value


def positive_integer(text: str) -> int:
    """Parse a whole number above 0."""
    if not (text.isdecimal() and len(text) < 10 and int(text)):
        raise _wrong(gettext.gettext("{found} is no whole number above 0"), found=text[:40])
    return int(text)


def whole_number(text: str) -> int:
    """Parse a whole number of at most 18 digits."""
    if not (text.removeprefix("-").isdecimal() and len(text) < 20):
        raise _wrong(gettext.gettext("{found} is no whole number"), found=text[:40])
    return int(text)


def port_number(text: str) -> int:
    """Parse a port: 0 to 65535."""
    if not (text.isdecimal() and len(text) < 6 and int(text) < 65536):
        raise _wrong(gettext.gettext("{found} is no port: a number up to 65535 is expected"), found=text[:40])
    return int(text)


def group_role(text: str) -> tuple[str, str, tuple[str, ...]]:
    """Parse what members of a group are: `giam-sat=auditor`, `bo-vi-du=owner:G12,G14`."""
    group, separator, rest = text.rpartition("=")
    role, _, codes = rest.partition(":")
    if not separator or not group.strip() or role not in _ROLES:
        template = gettext.gettext("{found} was found: write GROUP=ROLE, ROLE one of {known}, as in auditors=auditor")
        raise _wrong(template, found=text[:80], known=", ".join(_ROLES))
    return group.strip(), role, tuple(code.strip() for code in codes.split(",") if code.strip())


def program_role(text: str) -> tuple[str, tuple[str, ...]]:
    """Parse what a program is: `reader`, or `owner` with the codes of its agencies, `owner:G12,G14`."""
    role, _, codes = text.partition(":")
    owners = tuple(code.strip() for code in codes.split(",") if code.strip())
    if role not in {"owner", "reader"} or (role == "owner") is not bool(owners):
        raise _wrong(gettext.gettext("{found} was found: write reader, or owner:CODE,… with agencies"), found=text[:80])
    return role, owners


def ip_network_text(text: str) -> "IPv4Network | IPv6Network":
    """Parse an address or a network: `192.0.2.7`, `192.0.2.0/24`."""
    from ipaddress import ip_network

    try:
        return ip_network(text.strip())
    except ValueError:
        template = gettext.gettext("{found} is no address and no network: 192.0.2.7 or 192.0.2.0/24 is expected")
        raise _wrong(template, found=text[:80]) from None


def per_second(text: str) -> float:
    """Parse a rate, with or without its unit: `5` and `5/s`."""
    return positive(text.removesuffix("/s"))


def host_address(text: str) -> tuple[str, str]:
    """Parse a host with one of its addresses: `api.example.gov.vn=192.0.2.1`."""
    from ipaddress import ip_address

    host, _, address = text.partition("=")
    try:
        name, where = host.encode("idna").decode().lower().removesuffix("."), str(ip_address(address))
    except ValueError:
        name, where = "", ""
    if not name:
        template = gettext.gettext("{found} was found: write HOST=ADDRESS, as in api.example.gov.vn=192.0.2.1")
        raise _wrong(template, found=text[:80])
    return name, where


def _wrong(template: str, **parameters: str) -> argparse.ArgumentTypeError:
    return argparse.ArgumentTypeError(template.format_map(parameters))


def path_glob(text: str) -> str:
    """Return a glob on paths: it begins with a slash, or a star for any path."""
    if not text.startswith(("/", "*")):
        template = gettext.gettext("{found} was found: a glob on paths begins with / or *")
        raise _wrong(template, found=text[:80])
    return text


def history_place(text: str) -> "HistoryPlace":
    """Parse where runs are kept: a file, an address without a password, a reference to an address, or `usual`."""
    from compliance.history.errors import HistoryUnusable
    from compliance.history.place import read_place

    try:
        return read_place(text)
    except HistoryUnusable as error:
        raise _wrong(gettext.gettext(error.message.template)) from None


def mail_server(text: str) -> "MailServer":
    """Parse the address of a mail server: `smtp://mail.example:587`; a wrong text is not repeated."""
    from compliance.probes.errors import MailUnusable
    from compliance.probes.mail_settings import read_mail_server

    try:
        return read_mail_server(text)
    except MailUnusable as error:
        raise _wrong(gettext.gettext(error.message.template)) from None


def mail_address(text: str) -> str:
    """Parse a plain e-mail address: `name@example.gov.vn`."""
    from compliance.loading.addresses import is_address

    if not is_address(text):
        template = gettext.gettext("{found} was found: write a plain e-mail address, as name@example.gov.vn")
        raise _wrong(template, found=text[:80])
    return text
