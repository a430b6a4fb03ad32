"""A call becomes the request of its dialect, byte for byte; what cannot be said is refused before anything is sent."""

from urllib.parse import parse_qsl, unquote, urlsplit

import pytest

from ndxp_sdk.dialects.adapter import Adapter
from ndxp_sdk.dialects.direct import Direct
from ndxp_sdk.dialects.gateway import Gateway
from ndxp_sdk.dialects.protocol import Dialect
from ndxp_sdk.dialects.xroad import XRoad
from ndxp_sdk.errors import InvalidConfiguration, InvalidIdentifier, UsageError
from ndxp_sdk.identifiers import MemberId, ServerId, ServiceId, SystemId
from tools.properties import given, st

DIALECTS: tuple[Dialect, ...] = (XRoad(), Adapter(), Gateway(), Direct())
SYSTEM = SystemId.parse("VN/GOV/000.00.00.G22/vpcpdvcprovider")


def header(plan, name: str) -> list[str]:
    return [value for key, value in plan.headers if key.lower() == name.lower()]


def test_xroad_names_the_service_in_the_path_and_the_caller_in_headers(call) -> None:
    plan = XRoad().plan(
        call(
            user_id="VN1",
            issue="HS-1",
            represented_party="COM/0000000000",
            security_server=ServerId.parse("VN/GOV/G12/ss1"),
        )
    )
    assert plan.target == "/r1/VN/GOV/G12/dkkd/enterprises/v1/enterprises"
    assert dict(plan.headers) == {
        "X-Road-Client": "VN/GOV/G22/mot-cua",
        "X-Road-Id": "m-1",
        "X-Road-UserId": "VN1",
        "X-Road-Issue": "HS-1",
        "X-Road-Represented-Party": "COM/0000000000",
        "X-Road-Security-Server": "VN/GOV/G12/ss1",
    }


def test_xroad_takes_an_organization_as_client(call) -> None:
    assert header(XRoad().plan(call(client=MemberId.parse("VN/GOV/G22"))), "X-Road-Client") == ["VN/GOV/G22"]


@pytest.mark.filterwarnings("ignore::ndxp_sdk.identifiers.IdentifierWarning")
def test_xroad_encodes_each_part_of_an_identifier(call) -> None:
    service, client = ServiceId("VN", "GOV", "bộ", "a b", "c?d"), SystemId("VN", "GOV", "sở", "x")
    plan = XRoad().plan(call(service=service, client=client, path="/x"))
    assert plan.target == "/r1/VN/GOV/b%E1%BB%99/a%20b/c%3Fd/x"
    assert header(plan, "X-Road-Client") == ["VN/GOV/s%E1%BB%9F/x"]


def test_xroad_without_client_or_service_is_refused(call) -> None:
    with pytest.raises(UsageError, match="who calls"):
        XRoad().plan(call(client=None))
    with pytest.raises(UsageError, match="is a system"):
        XRoad().plan(call(service=SYSTEM))


@pytest.mark.parametrize("party", ["a/b/c", "", "/a", "a;b"])
def test_xroad_takes_one_or_two_parts_of_a_represented_party(call, party) -> None:
    with pytest.raises((UsageError, InvalidIdentifier)):
        XRoad().plan(call(represented_party=party))


@pytest.mark.parametrize(
    "name", ["X-Road-Client", "x-road-request-id", "X-Road-Request-Hash", "X-ROAD-ID", "Host", "Content-Length"]
)
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_headers_of_the_dialect_and_of_the_connection_are_not_the_callers(call, dialect, name) -> None:
    with pytest.raises(UsageError, match="not the caller's"):
        dialect.plan(call(headers=((name, "1"),)))


@pytest.mark.parametrize(("name", "value"), [("X-A", "a\r\nX-B: c"), ("X A", "b"), ("X-A", "ộ"), ("X-A", "\x00")])
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_headers_that_http_cannot_carry_are_refused(call, dialect, name, value) -> None:
    with pytest.raises(UsageError) as caught:
        dialect.plan(call(headers=((name, value),)))
    assert value not in str(caught.value)


def test_a_message_id_cannot_break_out_of_its_header(call) -> None:
    with pytest.raises(UsageError, match="control character"):
        XRoad().plan(call(message_id="a\r\nX-Road-Client: VN/GOV/x"))
    assert header(XRoad().plan(call(issue="Hồ sơ")), "X-Road-Issue") == ["H%E1%BB%93%20s%C6%A1"]


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("", (), "/"),
        ("/a%3Bb;c", (), "/a%3Bb;c"),
        ("a/b", (), "/a/b"),
        ("/a?x=1", (("y", "2"),), "/a?x=1&y=2"),
        ("/a", (("q", "á&b=c"), ("q", "")), "/a?q=%C3%A1%26b%3Dc&q="),
        ("?x=1", (), "?x=1"),
        ("/a b/ộ", (), "/a%20b/%E1%BB%99"),
        ("/a//b", (), "/a//b"),
        ("/a?b?c", (), "/a?b?c"),
        ("/...", (), "/..."),
    ],
)
def test_a_path_goes_raw_and_its_query_is_added_to(call, path, query, expected) -> None:
    assert Direct().plan(call(path=path, query=query)).target == expected


@pytest.mark.parametrize(
    "path",
    [
        "/..",
        "/a/../b",
        "/a/./b",
        "/%2e%2e/a",
        "/a%2f..%2fb",
        "/..;/a",
        "/a\\..\\b",
        "/a#b",
        "/a%zz",
        "/a\nb",
        "/\ud800",
        "/a%",
    ],
)
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_path_that_would_arrive_as_another_is_refused(call, dialect, path) -> None:
    with pytest.raises(UsageError):
        dialect.plan(call(path=path))


@given(st.text(), st.lists(st.tuples(st.text(), st.text()), max_size=3))
@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_whatever_is_planned_is_one_line_of_ascii_or_refused_without_a_word_of_it(dialect, call, path, query) -> None:
    try:
        plan = dialect.plan(call(path=path, query=tuple(query)))
    except UsageError:
        return
    assert plan.target.isascii()
    assert plan.target.isprintable()
    assert not set(plan.target) & set(" #\\")
    assert ".." not in unquote(urlsplit(f"http://h{plan.target}").path).split("/")


@given(st.text(min_size=1).filter(str.isprintable), st.text(min_size=1).filter(str.isprintable))
def test_query_pairs_arrive_as_they_were_given(call, name, value) -> None:
    target = Direct().plan(call(path="/a?b=c", query=((name, value),))).target
    assert parse_qsl(target.partition("?")[2], keep_blank_values=True) == [("b", "c"), (name, value)]


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_what_may_be_logged_shows_nothing_of_path_query_or_body(call, dialect) -> None:
    asked = call(
        path="/people/012345678901", query=(("name", "Secret"),), content=b"Secret", headers=(("X-A", "Secret"),)
    )
    plan = dialect.plan(asked)
    shown = f"{asked!r} {plan!r} {plan.template}"
    assert "012345678901" not in shown
    assert "Secret" not in shown
    assert str(asked.service.system) in shown


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_the_media_type_is_said_once(call, dialect) -> None:
    plan = dialect.plan(call(method="post", content=b"{}", media_type="application/json"))
    assert header(plan, "Content-Type") == ["application/json"]
    assert plan.method == "POST"
    with pytest.raises(UsageError, match="twice"):
        dialect.plan(call(media_type="a/b", headers=(("content-type", "c/d"),)))
    with pytest.raises(UsageError, match="method"):
        dialect.plan(call(method="CONNECT"))


@pytest.mark.parametrize(
    ("method", "headers", "is_safe"),
    [
        ("GET", (), True),
        ("PUT", (), True),
        ("POST", (), False),
        ("PATCH", (), False),
        ("POST", (("idempotency-key", "k"),), True),
    ],
)
def test_a_call_is_safe_to_repeat_by_method_or_key(call, method, headers, is_safe) -> None:
    assert XRoad().plan(call(method=method, headers=headers)).is_safe_to_repeat is is_safe


@pytest.mark.parametrize(
    ("adapter", "target", "in_header"),
    [
        (Adapter(), "/XrdAdapter/RestService/forward/g?dstcode=VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider", []),
        (
            Adapter(encodes_destination=False),
            "/XrdAdapter/RestService/forward/g?dstcode=VN:GOV:000.00.00.G22:vpcpdvcprovider",
            [],
        ),
        (
            Adapter("VXPAdapter", "header"),
            "/VXPAdapter/RestService/forward/g",
            ["VN%3AGOV%3A000.00.00.G22%3Avpcpdvcprovider"],
        ),
        (
            Adapter("VXPAdapter", "header", encodes_destination=False),
            "/VXPAdapter/RestService/forward/g",
            ["VN:GOV:000.00.00.G22:vpcpdvcprovider"],
        ),
    ],
)
def test_adapters_take_the_destination_where_and_how_they_want_it(call, adapter, target, in_header) -> None:
    plan = adapter.plan(call(service=SYSTEM, path="/g"))
    assert plan.target == target
    assert header(plan, "dstcode") == in_header


def test_an_adapter_keeps_the_own_query_and_names_the_system_of_a_service(call) -> None:
    plan = Adapter(encodes_destination=False).plan(call(path="/a&b?c=d", query=(("e", "f"),)))
    assert plan.target == "/XrdAdapter/RestService/forward/a&b?c=d&e=f&dstcode=VN:GOV:G12:dkkd"


def test_an_adapter_is_not_told_who_calls_and_sends_its_usual_headers_once(call) -> None:
    plan = Adapter().plan(call(user_id="VN1", headers=(("accept", "text/xml"),)))
    assert dict(plan.headers) == {"Charset": "utf-8", "accept": "text/xml"}


def test_providerurl_is_sent_only_as_the_settings_allow(call) -> None:
    allowed = Adapter(provider_urls={SYSTEM.slash: "http://10.1.2.3:8080/x"})
    for asked in (call(service=SYSTEM), call(service=SYSTEM, provider_url="http://10.1.2.3:8080/x")):
        assert dict(parse_qsl(allowed.plan(asked).target.partition("?")[2]))["providerurl"] == "http://10.1.2.3:8080/x"
    assert "providerurl" not in allowed.plan(call()).target


@pytest.mark.parametrize(
    "url", ["http://10.1.2.3:8080/x/..", "http://10.1.2.3:8080/xy", "http://10.1.2.3:8080@evil.example/", ""]
)
def test_another_providerurl_is_refused(call, url) -> None:
    with pytest.raises(UsageError, match="not the one allowed") as caught:
        Adapter(provider_urls={SYSTEM.slash: "http://10.1.2.3:8080/x"}).plan(call(service=SYSTEM, provider_url=url))
    assert not url or url not in str(caught.value)


@pytest.mark.parametrize("name", ["dstcode", "providerurl", "ProviderURL", "provider%75rl"])
def test_a_query_cannot_bring_a_destination_of_its_own(call, name) -> None:
    with pytest.raises(UsageError, match="names dstcode or providerurl"):
        Adapter().plan(call(path=f"/a?{name}=http://evil.example"))


def test_settings_of_an_adapter_are_checked_when_they_are_made() -> None:
    with pytest.raises(InvalidIdentifier):
        Adapter(provider_urls={"VN/GOV": "http://a.example"})
    with pytest.raises(InvalidConfiguration):
        Adapter(provider_urls={SYSTEM.slash: "file:///etc/passwd"})


@pytest.mark.parametrize(
    ("gateway", "target"),
    [
        (Gateway({"VN/GOV/G12/dkkd/enterprises": "apiCSDLDKDN/1.0"}), "/apiCSDLDKDN/1.0/chiTiet"),
        (Gateway({"VN/GOV/G12/dkkd/enterprises": "/apiCSDLDKDN/"}), "/apiCSDLDKDN/chiTiet"),
        (Gateway(version="1.0"), "/enterprises/1.0/chiTiet"),
        (Gateway(), "/enterprises/chiTiet"),
    ],
)
def test_a_gateway_names_api_version_and_operation(call, gateway, target) -> None:
    assert gateway.plan(call(path="/chiTiet")).target == target


def test_a_gateway_needs_a_service_or_an_entry_for_the_system(call) -> None:
    with pytest.raises(UsageError, match="no entry in apis"):
        Gateway().plan(call(service=SYSTEM))
    assert (
        Gateway({SYSTEM.slash: "dmdc/1.0"}).plan(call(service=SYSTEM, path="/AllCategory")).target
        == "/dmdc/1.0/AllCategory"
    )
    with pytest.raises(UsageError):
        Gateway({"VN/GOV/G12/dkkd/enterprises": "../admin"})


@pytest.mark.parametrize("dialect", DIALECTS[1:], ids=lambda dialect: dialect.name)
@pytest.mark.parametrize("name", ["represented_party", "security_server"])
def test_what_only_xroad_can_say_is_refused_elsewhere(call, dialect, name) -> None:
    with pytest.raises(UsageError, match=name):
        dialect.plan(call(**{name: "x"}))


def test_only_gateways_know_where_their_tokens_are() -> None:
    assert [dialect.token_path for dialect in DIALECTS] == [None, None, "/token", None]
    assert [dialect.name for dialect in DIALECTS] == ["xroad", "adapter", "gateway", "direct"]
