"""Every setting and option: run time takes what the annotation says, and refuses the rest at once."""

import collections.abc
import dataclasses
import types
import typing
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import httpx
import pytest

import ndxp_sdk
from ndxp_sdk import (
    Adapter,
    ApiKey,
    AsyncClient,
    Audit,
    AuditContext,
    AuditFile,
    AuditSink,
    Client,
    ClientSecret,
    Direct,
    FileCache,
    Gateway,
    LgspAccessToken,
    Limits,
    MemberId,
    MutualTls,
    PrivateKeyJwt,
    Retry,
    Secret,
    ServerId,
    SessionLogin,
    StaticToken,
    SystemId,
    Timeout,
    TimestampedBasic,
    Tls,
    TokenFile,
    XRoad,
)
from ndxp_sdk._client.options import AsyncClientOptions, CallOptions, ClientOptions
from ndxp_sdk._oauth.protocol import Credential, HeaderCredential
from ndxp_sdk._operations.exchange.call import CALL, ExchangeOptions
from ndxp_sdk._operations.raw_request import RequestOptions
from ndxp_sdk.errors import InvalidConfiguration, UsageError
from ndxp_sdk.signatures import SignatureRules
from ndxp_sdk.webhooks import RecentEvents, WebhookVerifier
from tools.servers import serving, status


class Tracer:
    """Stands for a provider of tracers where its library is not installed."""

    def get_tracer(self, *_: object, **__: object) -> object:
        return object()


Connect = Callable[..., Any]
OWN: Final = "VN/GOV/G22/mot-cua"
SERVICE: Final = "VN/GOV/G12/dkkd/enterprises"
# One of each kind that a setting may be, and what is none.
POOL: Final[tuple[Any, ...]] = (
    *(None, True, 5, 2.5, 1j, "text", b"bytes", ("a",), ["a"], {"a": "b"}, {"a"}, frozenset({"a"})),
    *(object(), len, int, Path("a"), XRoad, Timeout, StaticToken, Tracer(), httpx.MockTransport(len)),
    *(Secret("s"), XRoad(), StaticToken(Secret("t")), ApiKey(Secret("k")), FileCache("a")),
    *(Tls(), Timeout(), Retry(), Limits(), AuditFile("a"), Audit(AuditFile("a")), AuditContext()),
    *(SystemId("VN", "GOV", "G1", "a"), MemberId("VN", "GOV", "G1"), ServerId("VN", "GOV", "G1", "a")),
)
# Values of settings whose text has a form of its own.
FORMED: Final[dict[str, Any]] = {
    "client": OWN,
    "token_url": "https://hub.example/token",
    "proxy": "http://proxy.example:3128",
    "url": "https://portal.example/mapi/login",
    "security_server": "VN/GOV/G12/ss1",
    "token_path": "/token",
    "secret": "env:SECRET",
    "key": "env:SECRET",
    "passphrase": "env:SECRET",
    "password": "env:SECRET",
    "secret_key": "env:SECRET",
    "value": "env:SECRET",
    "field": "X-Key",
}
DATACLASSES: Final[dict[type, dict[str, Any]]] = {
    Timeout: {},
    Retry: {},
    Limits: {},
    Tls: {},
    AuditContext: {},
    Audit: {"sink": AuditFile("audit.jsonl")},
    Adapter: {},
    Gateway: {},
    Direct: {},
    ClientSecret: {"client_id": "a", "secret": "env:SECRET"},
    PrivateKeyJwt: {"client_id": "a", "key": "env:SECRET"},
    MutualTls: {"client_id": "a"},
    LgspAccessToken: {"access_key": "a", "secret_key": "env:SECRET", "app_name": "b", "partner_code": "c"},
    SessionLogin: {"url": "https://portal.example", "username": "a", "password": "env:SECRET"},
    TimestampedBasic: {"username": "a", "secret": "env:SECRET"},
    ApiKey: {"key": "env:SECRET"},
    StaticToken: {"value": "env:SECRET"},
    TokenFile: {"path": "token"},
    SignatureRules: {},
}


def hints(kind: type) -> dict[str, Any]:
    """The annotations of a class, with what its module imports for type checkers only."""
    names: dict[str, Any] = {name: getattr(ndxp_sdk, name) for name in ndxp_sdk.__all__}
    names |= {
        "Credential": Credential,
        "HeaderCredential": HeaderCredential,
        "Dialect": XRoad | Adapter | Gateway | Direct,
    }
    names |= {"HttpxTransport": httpx.BaseTransport, "AsyncHttpxTransport": httpx.AsyncBaseTransport}
    names["TracerProvider"] = Tracer
    return get_type_hints(kind, localns=names)


def agrees(annotation: Any, value: Any) -> bool:
    """Whether a type checker would take the value; a number is no flag and a flag is no number."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation in {Any, object}:
        return True
    if origin in {typing.Union, types.UnionType}:
        return any(agrees(each, value) for each in inner)
    if origin is Literal:
        return value in inner
    return agrees_generic(origin, inner, value) if origin else agrees_plain(annotation, value)


def agrees_generic(origin: Any, inner: tuple[Any, ...], value: Any) -> bool:
    """The same for what has parameters."""
    if origin is collections.abc.Callable:
        return callable(value)
    if not isinstance(value, origin):
        return False
    return issubclass(origin, Mapping) or all(agrees(inner[0], each) for each in value)


def agrees_plain(annotation: Any, value: Any) -> bool:
    """The same for a class."""
    known: Any = {float: int | float, type(None): type(None), AuditSink: AuditFile}.get(annotation, annotation)
    if isinstance(value, type) or (isinstance(value, bool) and annotation is not bool):
        return False
    return isinstance(value, known)


def complaint(make: Callable[[], object]) -> str:
    """What is said against a value; nothing where it is taken."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            make()
    except UsageError as error:
        return error.message
    return ""


def disagreements(names: Mapping[str, Any], make: Callable[[str, Any], object], prefix: str = "") -> list[str]:
    """Where run time and annotation differ, for each name and each value; each name has a value that is taken."""
    found = []
    for name, annotation in names.items():
        taken = 0
        for value in (*POOL, *([FORMED[name]] if name in FORMED else [])):
            if name == "content" and callable(value):
                continue  # because a function is judged by what it gives
            if isinstance(value, str) and value != FORMED.get(name, value):
                continue  # because its form is another question
            told = complaint(lambda name=name, value=value: make(name, value))
            is_refused = told.startswith((f"{prefix}{name} is ", f"{prefix}{name}: a secret is given by reference"))
            taken += not told
            if is_refused == agrees(annotation, value):
                found.append(f"{prefix}{name}={value!r}: {told or 'taken'}")
        if not taken:
            found.append(f"{prefix}{name} takes nothing")
    return found


def transport(_: httpx.Request) -> httpx.Response:
    return httpx.Response(200, json={})


@pytest.mark.parametrize(("kind", "settings"), [(Client, ClientOptions), (AsyncClient, AsyncClientOptions)])
def test_each_setting_of_a_client_takes_what_its_annotation_says(kind: Any, settings: type) -> None:
    known = hints(settings)
    assert disagreements(known, lambda name, value: kind("https://hub.example", **{name: value})) == []
    for name in known:
        for wrong in (f"{name}s", name[:-1] + "x", name.upper()):
            with pytest.raises(InvalidConfiguration, match=f"{kind.__name__} has no {wrong}=; did you mean {name}="):
                kind("https://hub.example", **{wrong: None})


def test_each_option_of_a_client_takes_what_its_annotation_says(connect: Connect) -> None:
    client = connect("https://hub.example", audit=Audit(AuditFile("audit.jsonl")))
    assert disagreements(hints(CallOptions), lambda name, value: client.with_options(**{name: value})) == []
    with pytest.raises(InvalidConfiguration, match="with_options has no timeuot=; did you mean timeout="):
        client.with_options(timeuot=Timeout())
    with pytest.raises(InvalidConfiguration, match="that is a setting of the Client"):
        client.with_options(credential=None)
    with pytest.raises(InvalidConfiguration, match="the client has none"):
        connect("https://hub.example").with_options(context=AuditContext())


@pytest.mark.parametrize("kind", [ExchangeOptions, RequestOptions])
def test_each_option_of_a_call_takes_what_its_annotation_says(connect: Connect, kind: type) -> None:
    client = connect("https://hub.example", client=OWN, dialect=Direct(), transport=httpx.MockTransport(transport))

    def call(name: str, value: Any) -> object:
        path = "/{a}" if name == "values" else "/x"
        if kind is RequestOptions:
            return client.request("POST", path, **{name: value})
        return client.exchange.call(SERVICE, "POST", path, **{name: value})

    unsayable = {"represented_party", "security_server", "provider_url"}  # without a gateway, whatever the value
    unsayable |= {"agreement_id", "purpose_id"}  # without a token
    known = {name: hint for name, hint in hints(kind).items() if name not in unsayable}
    assert disagreements(known, call) == []
    for name in known:
        with pytest.raises(UsageError, match=f"has no {name}s=; did you mean {name}="):
            call(f"{name}s", None)


def test_the_options_of_a_call_are_those_of_its_annotations() -> None:
    assert set(CALL) == set(ExchangeOptions.__annotations__)


@pytest.mark.parametrize("kind", DATACLASSES, ids=lambda kind: kind.__name__)
def test_each_field_of_a_setting_takes_what_its_annotation_says(kind: Any) -> None:
    known = hints(kind)
    named = {field.name: known[field.name] for field in dataclasses.fields(kind)}
    required = DATACLASSES[kind]
    found = disagreements(named, lambda name, value: kind(**{**required, name: value}), f"{kind.__name__}.")
    assert [each for each in found if "takes nothing" not in each] == []


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: Limits(connections=0), "Limits.connections is 0, a whole number, 1 or more, is expected"),
        (lambda: Limits(keepalive=-1), "Limits.keepalive is -1"),
        (lambda: Retry(first_wait=-1), "Retry.first_wait is -1"),
        (lambda: Retry(attempts=0), "Retry.attempts is 0"),
        (lambda: Retry(longest_wait=float("nan")), "Retry.longest_wait is nan"),
        (lambda: Retry(budget=float("inf")), "Retry.budget is inf"),
        (lambda: Retry(attempts=10**400), "Retry.attempts is a number of too many digits"),
        (lambda: Timeout(total=-1), "Timeout.total is -1"),
        (lambda: Timeout(read=float("nan")), "Timeout.read is nan"),
        (lambda: Timeout(pool=float("inf")), "Timeout.pool is inf"),
        (lambda: Timeout(total=True), "Timeout.total is a bool"),
        (lambda: Tls(pins=["ab" * 32]), "Tls.pins is a list, a tuple of texts is expected"),
        (lambda: Tls(pins="ab" * 32), "Tls.pins is a str"),
        (lambda: Tls(password="planted"), "Tls.password is a str, a Secret or None is expected"),
        (lambda: Tls(ca=""), "Tls.ca is an empty text"),
        (lambda: Direct(token_path="token"), "Direct.token_path is a str, a path below the base URL is expected"),
        (lambda: Gateway(token_path="//evil.example"), "Gateway.token_path is a str"),
        (lambda: ClientSecret("a", 5), "ClientSecret.secret: a secret is given by reference"),
        (lambda: ClientSecret("a", "env:S", method="bearer"), "ClientSecret.method is a str, one of these is expected"),
        (lambda: SessionLogin("portal", "a", "env:S"), "SessionLogin.url: an address that begins with http"),
        (lambda: Secret(5), "a Secret holds a text, found int"),
        (lambda: AuditFile(5), "AuditFile.path is an int"),
        (lambda: FileCache(""), "FileCache.folder is an empty text"),
        (lambda: SystemId(1, "a", "b", "c"), "instance of a system id is an int"),
        (lambda: SystemId.parse(5), "a system id is expected as a text, found an int"),
        (lambda: WebhookVerifier({"keys": []}, tolerance=-1), "tolerance is -1"),
        (lambda: WebhookVerifier({"keys": []}, seen=RecentEvents), "seen is the class RecentEvents"),
        (lambda: RecentEvents(0), "most is 0"),
        (lambda: Client(5), "base_url is an int, an address is expected"),
        (lambda: Client("https://hub.example", dialect=XRoad), "dialect is the class XRoad, a dialect is expected"),
        (lambda: Client("https://hub.example", credential=StaticToken), "credential is the class StaticToken"),
        (lambda: Client("https://hub.example", retry=0), "retry is an int, a Retry is expected"),
        (lambda: Client("https://hub.example", verify=False), "Client has no verify=; did you mean tls=?"),
        (lambda: Client("https://hub.example", auth=None), "Client has no auth=; did you mean credential=?"),
        (
            lambda: Client("https://hub.example", credential=StaticToken(Secret("t")), token_url="x"),
            "token_url: an addr",
        ),
    ],
)
def test_a_setting_out_of_range_is_refused_at_once_and_named(make: Callable[[], object], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        make()
    assert told in caught.value.message
    assert "planted" not in str(caught.value)


TOKENS: Final[dict[str, Callable[[], Any]]] = {
    "client secret": lambda: ClientSecret("a", Secret("s")),
    "static": lambda: StaticToken(Secret("t")),
    "token file": lambda: TokenFile("token"),
    "lgsp": lambda: LgspAccessToken("a", Secret("s"), "b", "c"),
    "mutual tls": lambda: MutualTls("a"),
}


@pytest.mark.parametrize("name", TOKENS)
@pytest.mark.parametrize("dialect", [Direct(), Gateway(token_path=None)], ids=lambda dialect: dialect.name)
def test_a_token_that_no_call_of_a_provider_would_carry_is_refused(connect: Connect, name: str, dialect: Any) -> None:
    with pytest.raises(InvalidConfiguration, match=r"token_path='/token'"):
        connect("https://hub.example", dialect=dialect, credential=TOKENS[name]())
    connect("https://hub.example", dialect=dataclasses.replace(dialect, token_path="/token"), credential=TOKENS[name]())
    connect("https://hub.example", dialect=XRoad(), credential=TOKENS[name]())  # for the hub's own interfaces


def test_a_token_with_a_token_path_is_carried(connect: Connect) -> None:
    with serving(status(200)) as server:
        client = connect(server.url, dialect=Direct(token_path="/token"), credential=StaticToken(Secret("t")))
        client.exchange.call(SERVICE, "GET", "/x")
        assert server.requests[0].field("Authorization") == "Bearer t"


@pytest.mark.parametrize("name", ["agreement_id", "purpose_id"])
@pytest.mark.parametrize(
    ("dialect", "has_credential"), [(XRoad(), True), (XRoad(), False), (Direct(token_path="/token"), False)]
)
def test_an_agreement_that_no_token_of_the_call_would_carry_is_refused(
    connect: Connect, dialect: Any, has_credential: bool, name: str
) -> None:
    credential = StaticToken(Secret("t")) if has_credential else None
    client = connect("http://127.0.0.1:9", client=OWN, dialect=dialect, credential=credential)
    with pytest.raises(UsageError, match=f"^{name} would be asked for in an access token.*carries none"):
        client.exchange.call("VN/GOV/G12/dkkd/enterprises", "GET", "/v1", **{name: "A-1"})


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_profile_takes_what_its_client_takes_and_fails_as_its_client_does(kind: Any, tmp_path: Path) -> None:
    file = tmp_path / "ndxp.toml"
    wanted = {
        "there is no such file": lambda: kind.from_profile("staging", tmp_path / "other.toml"),
        "there is no profile stagin; did you mean staging?": lambda: kind.from_profile("stagin", file),
        "the setting base_url is missing": lambda: kind.from_profile("bare", file),
        "name is an int": lambda: kind.from_profile(5, file),
        "file is an int": lambda: kind.from_profile("staging", 5),
        "file is an empty text": lambda: kind.from_profile("staging", ""),
        "has no audits=; did you mean audit=?": lambda: kind.from_profile("staging", file, audits=None),
        "timeout is an int": lambda: kind.from_profile("staging", file, timeout=5),
        "base_url is an int": lambda: kind.from_profile("staging", file, base_url=5),
    }
    file.write_text('[profiles.staging]\nbase_url = "https://hub.example"\n[profiles.bare]\ntrust_env = true\n')
    for told, make in wanted.items():
        with pytest.raises(InvalidConfiguration) as caught:
            make()
        assert told in str(caught.value)
        assert type(caught.value) is InvalidConfiguration
    assert "https://other.example" in repr(kind.from_profile("staging", file, base_url="https://other.example"))
    assert (
        disagreements(
            hints(ClientOptions if kind is Client else AsyncClientOptions),
            lambda name, value: kind.from_profile("staging", file, **{name: value}),
        )
        == []
    )
