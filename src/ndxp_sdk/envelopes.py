"""Read the envelopes in which the APIs of NGSP, LGSP and the adapters wrap their responses, in one view.

They differ per API, and a code in a body is no HTTP status: 200 is an error in civil status. A profile says how one of
them speaks; without one, the envelope is known by its members, and `ok` is None if only a guess could decide.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from ndxp_sdk._http.response import Response
from ndxp_sdk._http.untrusted_body import child_text, json_tree, local_name, string, xml_root
from ndxp_sdk._text import sanitise

_LARGEST_XML: Final = 16 * 1024 * 1024
_ZERO: Final = frozenset({"0", "00", "000"})
_YES: Final = frozenset({"ok", "done", "success"})
_NO: Final = frozenset({"fail", "failed", "error"})


@dataclass(frozen=True, slots=True)
class EnvelopeProfile:
    """The profile of an envelope: how one API says how it went.

    The first of `verdicts` that the body has decides: `good`, `bad` and `unclear` hold its values in lower case; what
    is in none of them is unclear too, or bad where `others_are_bad`. `codes`, `messages` and `data` are members, of
    which the first present one counts. `names` gives a code's name.
    """

    name: str
    verdicts: tuple[str, ...]
    good: frozenset[str] = _ZERO | _YES
    bad: frozenset[str] = _NO
    unclear: frozenset[str] = frozenset()
    others_are_bad: bool = False
    codes: tuple[str, ...] = ()
    messages: tuple[str, ...] = ("message", "Message", "MSG", "DESCRIPTION", "errorDesc")
    data: tuple[str, ...] = ("result", "data", "Data")
    names: Mapping[str, str] = field(default_factory=dict)


_ONE: Final = frozenset({"1"}) | _YES
_NOUGHT: Final = frozenset({"0"}) | _NO
# Because as a code in a body they mean an error here and success there.
_UNCLEAR: Final = frozenset({"200", "201"})
ADAPTER: Final = EnvelopeProfile(
    "adapter", ("error_code",), unclear=_UNCLEAR, others_are_bad=True, codes=("error_code",)
)
LGSP: Final = replace(ADAPTER, name="lgsp")
BUSINESS_REGISTRY: Final = EnvelopeProfile("business-registry", ("Status",), _ONE, _NOUGHT, codes=("Status",))
CRIMINAL_RECORD: Final = EnvelopeProfile("criminal-record", ("STATUS",), _ONE, _NOUGHT, codes=("STATUS",))
SOCIAL_INSURANCE: Final = EnvelopeProfile("social-insurance", ("errorCode",), codes=("errorCode",), data=("data",))
CATEGORIES: Final = EnvelopeProfile(
    "categories", ("Count",), bad=frozenset({"0"}), good=frozenset(), messages=("MSG",), data=()
)
DOCUMENTS: Final = EnvelopeProfile("documents", ("status",), _YES, _NO, codes=("errorCode",), messages=("errorDesc",))
CIVIL_STATUS: Final = EnvelopeProfile(
    "civil-status",
    ("status", "Status"),
    # because 2 to 4 are stages of a dossier
    good=frozenset({"1", "2", "3", "4"}),
    bad=frozenset({"0"}),
    codes=("errorCode", "error_code", "code"),
    names=MappingProxyType(
        {
            "100": "AUTHEN_ERROR",
            "101": "IP_DISALLOWED",
            "106": "AGENCY_ID_INCORRECT",
            "108": "PROVINCE_ID_INCORRECT",
            "200": "RECORD_UNCOMPLETE",
            "201": "RECORD_NOT_FOUND",
            "302": "DATA_TYPE_INVALID",
            "500": "DATA_INCORRECT",
        }
    ),
)
PROFILES: Final[Mapping[str, EnvelopeProfile]] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            ADAPTER,
            LGSP,
            BUSINESS_REGISTRY,
            CRIMINAL_RECORD,
            SOCIAL_INSURANCE,
            CATEGORIES,
            DOCUMENTS,
            CIVIL_STATUS,
        )
    }
)
# What is tried without a profile, in this order.
_GUESSES: Final = (
    replace(ADAPTER, name="error_code"),
    replace(ADAPTER, name="errorCode", verdicts=("errorCode",), codes=("errorCode",)),
    EnvelopeProfile("status", ("Status", "STATUS", "trangThai", "TrangThai", "status"), _ONE, _NOUGHT, codes=("code",)),
)


@dataclass(frozen=True, slots=True)
class Result:
    """The result that an API reports of its work. `ok` is None if that cannot be known; `raw` is the body as it came.

    `envelope` names how the body was read, None if it has no envelope: then `ok` follows the HTTP status.
    """

    ok: bool | None
    code: str | None
    message: str | None
    data: Any
    raw: bytes
    envelope: str | None = None

    def __repr__(self) -> str:
        return f"Result(ok={self.ok}, envelope={self.envelope}, {len(self.raw)} bytes)"


def result_of(answer: Response, profile: EnvelopeProfile | str | None = None) -> Result:
    """Read the envelope of an answer; `profile` is one of PROFILES, its name, or one of your own.

    Raises:
        KeyError: there is no profile of this name.
    """
    chosen = PROFILES[profile] if isinstance(profile, str) else profile
    tree = json_tree(answer.content)
    if isinstance(tree, dict):
        return _of_object(tree, answer, chosen)
    if tree is None and answer.content.lstrip()[:1] == b"<":
        return _of_xml(answer)
    return Result(_by_status(answer.status), None, None, tree, answer.content)


def _of_object(body: Mapping[str, Any], answer: Response, chosen: EnvelopeProfile | None) -> Result:
    inner = body.get("fault")
    if chosen is None and isinstance(inner, dict):
        return Result(False, _first(inner, ("code",)), _shown(inner, ("message",)), None, answer.content, "fault")
    profile = chosen or _guessed(body)
    if profile is None:
        code = _first(body, ("code", "type")) if answer.status >= 400 else None
        said = _shown(body, ("detail", "message", "title")) if answer.status >= 400 else None
        return Result(_by_status(answer.status), code, said, body, answer.content)
    data = next((body[name] for name in profile.data if name in body), body)
    ok = False if answer.status >= 400 else _verdict(body, profile)
    code, said = _first(body, profile.codes), _shown(body, profile.messages)
    if code is not None and code in profile.names:
        said = ": ".join(filter(None, (profile.names[code], said)))
    return Result(ok, code, said, data, answer.content, profile.name)


def _guessed(body: Mapping[str, Any]) -> EnvelopeProfile | None:
    if "MSG" in body and "Count" in body:
        return CATEGORIES
    found = (profile for profile in _GUESSES if any(name in body for name in profile.verdicts))
    profile = next(found, None)
    is_plain = profile is not None and profile.name == "status" and _verdict(body, profile) is None
    # because a resource too may have a member named status
    return None if is_plain else profile


def _verdict(body: Mapping[str, Any], profile: EnvelopeProfile) -> bool | None:
    value = string(_member(body, profile.verdicts))
    if value is None:
        return None
    word = value.strip().lower()
    if profile is CATEGORIES and word.isascii() and word.isdigit():
        return int(word[:9]) > 0
    if word in profile.good:
        return True
    is_other = profile.others_are_bad and word != "" and word not in profile.unclear
    return False if word in profile.bad or is_other else None


def _of_xml(answer: Response) -> Result:
    root = xml_root(answer.content, _LARGEST_XML)
    if root is None or local_name(root) != "Envelope":
        return Result(_by_status(answer.status), None, None, None, answer.content)
    code = child_text(root, "faultcode") or child_text(root, "Value")
    is_fault = any(local_name(each) == "Fault" for each in root.iter())
    if not is_fault:
        return Result(_by_status(answer.status), None, None, None, answer.content, "soap")
    said = child_text(root, "faultstring") or child_text(root, "Text")
    return Result(False, code, None if said is None else sanitise(said), None, answer.content, "soap")


def _by_status(status: int) -> bool | None:
    if status >= 400:
        return False
    return True if 200 <= status < 300 else None


def _member(body: Mapping[str, Any], names: tuple[str, ...]) -> object:
    return next((body[name] for name in names if name in body), None)


def _first(body: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    return next((text for name in names if (text := string(body.get(name))) is not None), None)


def _shown(body: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    text = _first(body, names)
    return None if text is None else sanitise(text)
