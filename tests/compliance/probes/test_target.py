"""What a record calls for: addresses, plain HTTP beside HTTPS, and gaps where it says nothing."""

import pytest

from compliance.model.observation import TlsHandshake
from compliance.model.record import Record, Service
from compliance.probes.collect import collect_all
from compliance.probes.net.url import Server, read_url
from compliance.probes.sample_requests import hidden, samples, without
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

ALL = {"NameLookup", "TlsHandshake", "Certificate", "HttpExchange", "PageWalk", "Comparison", "Trial", "Sampling"}


def plain_of(**service):
    (endpoint,) = Target(Record("p", None, services=[Service("api", **service)])).endpoints
    return str(endpoint.plain)


@pytest.mark.parametrize("services", [None, "none", []])
def test_record_without_services_gives_no_address(services):
    looks = collect_all([Target(Record("p", None, services=services))], NetworkSettings(), lambda _: None)["p"]
    (gap,) = looks.gaps
    assert (gap.hides, gap.is_failure) == (ALL, False)
    assert str(gap.message) == "the record names no service whose address could be looked at"


@pytest.mark.parametrize(
    ("base_url", "message"),
    [
        (None, "the record gives no address to look at for service api"),
        ("ftp://a.example", "is not an http or https address without credentials"),
        ("https://user:s3cret@a.example", "is not an http or https address without credentials"),
        ("https://a..example", "is not an http or https address without credentials"),
        ("https://a.example:port", "is not an http or https address without credentials"),
        ("/v1", "is not an http or https address without credentials"),
        ("x", "is not an http or https address without credentials"),
        ("http://[", "is not an http or https address without credentials"),
        ("http://[::1", "is not an http or https address without credentials"),
        ("http://[v1.x:]/", "is not an http or https address without credentials"),
        ("https:/host", "is not an http or https address without credentials"),
        ("host:8443", "is not an http or https address without credentials"),
        ("https://a.example:0", "is not an http or https address without credentials"),
        ("https://a.example:99999", "is not an http or https address without credentials"),
        ("https://a b.example", "is not an http or https address without credentials"),
        ("https://a%00b.example", "is not an http or https address without credentials"),
        ("https://a\x00b.example", "is not an http or https address without credentials"),
        ("https://a.example/\ud800", "is not an http or https address without credentials"),
        ("https://\ud800.example/", "is not an http or https address without credentials"),
        ("https://a\u2100b.example", "is not an http or https address without credentials"),
    ],
)
def test_service_without_a_usable_address_is_a_gap(look, base_url, message):
    (gap,) = look(Service("api", base_url=base_url)).gaps
    assert (gap.hides, gap.is_failure) == (ALL, base_url is not None)
    assert message in str(gap.message)
    assert "s3cret" not in str(gap)


def test_plain_http_address_that_is_none_is_a_gap():
    target = Target(
        Record("p", None, services=[Service("api", base_url="https://a.example", plain_http_url="https://a")])
    )
    (gap,) = target.gaps(frozenset(ALL))
    assert (gap.hides, gap.is_failure) == ({"HttpExchange"}, True)


def test_plain_http_is_looked_for_beside_https():
    assert plain_of(base_url="https://a.example/v1") == "http://a.example/v1"
    assert plain_of(base_url="https://a.example:443/v1") == "http://a.example/v1"
    assert plain_of(base_url="https://a.example:8443/v1") == "http://a.example/v1"
    assert (
        plain_of(base_url="https://a.example:8443/v1", plain_http_url="http://a.example:81/x")
        == "http://a.example:81/x"
    )
    assert plain_of(base_url="http://a.example/v1") == "http://a.example/v1"


def test_addresses_are_normal_and_without_surprises():
    assert str(read_url("https://Dữ-Liệu.example/đường dẫn?a=b c#f")).isascii()
    assert str(read_url("https://[2001:db8::1]:8443/")) == "https://[2001:db8::1]:8443/"
    assert str(read_url("https://a.example/v1/?key=1").below("/x")) == "https://a.example/v1/x"
    assert str(read_url("https://a.example/v1/?key=1").below("")) == "https://a.example/v1/"


def test_names_go_into_each_protocol_in_its_form():
    dotted, zoned = read_url("https://API.example.:8443/v1"), read_url("https://[fe80::1%25eth0]/")
    assert (dotted.server.tls_name, dotted.server.host) == ("api.example", "api.example.")
    assert (zoned.server.tls_name, zoned.server.host, zoned.authority) == ("fe80::1", "fe80::1%eth0", "[fe80::1]")


def test_sample_that_cannot_be_encoded_is_left_out(document):
    parameters = [{"name": "id", "in": "path", "required": True, "example": "\ud800"}]
    paths = [("/\ud800", {"get": {}}), ("/x/{id}", {"get": {"parameters": parameters}}), ("/y", {"get": {}})]
    query = [{"name": "q", "in": "query", "required": True, "example": "\ud800"}]
    assert [each.path for each in samples(document(*paths, ("/z", {"get": {"parameters": query}})))] == ["/y"]


def test_sample_values_of_the_document_fill_path_and_query(document):
    parameters = [
        {"name": "id", "in": "path", "required": True, "example": "0 1/2"},
        {"name": "year", "in": "query", "required": True, "schema": {"type": "integer", "default": 2026}},
        {"name": "page", "in": "query", "example": 9},
        {"name": "Authorization", "in": "header", "required": True},
    ]
    (sample,) = samples(document(("/citizens/{id}", {"get": {"parameters": parameters}})))
    assert sample.path == "/citizens/0%201%2F2?year=2026"
    assert sample.shown == "/citizens/{id}?year=…"
    assert sample.operation.at.pointer == "/paths/~1citizens~1{id}/get"


@pytest.mark.parametrize(
    "parameter",
    [
        {"name": "id", "in": "path", "required": True},
        {"name": "q", "in": "query", "required": True},
        {"name": "X-Road-Client", "in": "header", "required": True, "example": "VN/GOV"},
        {"name": "other", "in": "path", "required": True, "example": "1"},
    ],
)
def test_read_that_needs_more_than_the_document_says_is_left_out(document, parameter):
    assert samples(document(("/citizens/{id}", {"get": {"parameters": [parameter]}}))) == ()


def header(name, example="a", **further):
    return {"name": name, "in": "header", "required": True, "schema": {}, "example": example, **further}


@pytest.mark.parametrize(
    "name",
    [
        "Host",
        "host",
        "CONTENT-LENGTH",
        "Transfer-Encoding",
        "Connection",
        "Upgrade",
        "TE",
        "Trailer",
        "Expect",
        "Cookie",
    ],
)
def test_header_that_says_how_a_message_is_read_is_not_sent(document, name):
    assert samples(document(("/a", {"get": {"parameters": [header(name)]}}))) == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("X-A", "a\r\nX-B: b"), ("X-A", "a\nb"), ("X-A", " a"), ("X-A", "ă"), ("X A", "a"), ("X-A:", "a"), ("X-A\n", "a")],
)
def test_header_that_is_none_is_not_sent(document, name, value):
    assert samples(document(("/a", {"get": {"parameters": [header(name, value)]}}))) == ()


def test_headers_of_a_sample_go_beside_those_that_are_sent_anyway(document):
    parameters = [header("X-Purpose", "p"), header("X-Unit", "u"), header("Accept"), header("Authorization")]
    (sample,) = samples(document(("/a", {"get": {"parameters": parameters}})))
    assert sample.headers == (("X-Purpose", "p"), ("X-Unit", "u"))
    assert sample.beside((("x-PURPOSE", "other"),)) == (("X-Unit", "u"),)
    assert hidden(sample.headers) == (("X-Purpose", "…"), ("X-Unit", "…"))


def test_value_that_is_left_out_leaves_the_others(document):
    query = [
        {"name": name, "in": "query", "required": True, "schema": {}, "example": f"{name} 1"} for name in ("a", "b")
    ]
    parameters = [*query, header("X-A", "a"), header("X-B", "b")]
    (sample,) = samples(document(("/x", {"get": {"parameters": parameters}})))
    assert (sample.path, sample.shown) == ("/x?a=a+1&b=b+1", "/x?a=…&b=…")
    found = without(sample, "a")
    assert (found.path, found.shown, found.headers) == ("/x?b=b+1", "/x?b=…", sample.headers)
    assert (without(found, "b").path, without(found, "b").shown) == ("/x", "/x")
    assert without(sample, "X-A").headers == (("X-B", "b"),)
    assert without(sample, "X-A").path == sample.path


def test_only_the_first_two_reads_are_chosen(document):
    paths = [(f"/{name}", {"post": {}, "get": {}}) for name in "abc"]
    assert [sample.path for sample in samples(document(*paths))] == ["/a", "/b"]


def test_reads_that_need_credentials_are_chosen_first(document):
    guarded = {"get": {"security": [{"token": []}]}}
    paths = [("/a", {"get": {}}), ("/b", guarded), ("/c", {"get": {"x-sharing-form": "open"}}), ("/d", guarded)]
    assert [sample.path for sample in samples(document(*paths))] == ["/b", "/d", "/a"]
    assert [sample.path for sample in samples(document(*paths[:3]))] == ["/b", "/a"]


@pytest.mark.parametrize("example", [".", "..", "../admin", "%2e%2e", "a/../b", "..;x", "..\\b", "/", "a//b", "%252e."])
def test_example_that_leads_to_another_path_is_not_sent(document, example):
    parameters = [{"name": "id", "in": "path", "required": True, "example": example}]
    assert samples(document(("/citizens/{id}/x", {"get": {"parameters": parameters}}))) == ()


@pytest.mark.parametrize("path", ["/a/../b", "/a/%2E%2e/b", "//elsewhere.example/a", "/a//b", "/."])
def test_documented_path_that_leads_to_another_is_not_sent(document, path):
    assert samples(document((path, {"get": {}}))) == ()


def test_read_at_servers_of_its_own_is_left_out(document):
    elsewhere = [{"url": "https://elsewhere.example"}]
    paths = [("/a", {"get": {"servers": elsewhere}}), ("/b", {"servers": elsewhere, "get": {}}), ("/c/", {"get": {}})]
    assert [sample.path for sample in samples(document(*paths))] == ["/c/"]


def test_gap_and_observation_of_one_server_stand_at_one_place():
    assert Server("::1", 443).at == TlsHandshake("::1", None).at
