"""Headers: what is kept of them, and that nothing else is."""

import pytest

from compliance.model.media_type import media_type
from compliance.probes.net.redaction import redacted


def kept(name, value):
    ((_, found),) = redacted(((name, value),))
    return found


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("date", "Sat, 21 Nov 2026 08:30:00 GMT"),
        ("retry-after", "60"),
        ("ratelimit-policy", '"default";q=100;w=60'),
        ("x-ratelimit-remaining", "9"),
        ("strict-transport-security", "max-age=31536000"),
        ("x-simulated", "true"),
    ],
)
def test_harmless_header_is_kept(name, value):
    assert kept(name, value) == value


@pytest.mark.parametrize(
    "name",
    [
        "set-cookie",
        "x-citizen-id",
        "x-user-name",
        "content-disposition",
        "refresh",
        "link",
        "content-location",
        "proxy-authenticate",
        "x-anything",
    ],
)
def test_every_other_header_keeps_its_name_only(name):
    assert kept(name, "079123456789") == "[redacted]"


@pytest.mark.parametrize(
    ("location", "shown"),
    [
        ("https://a.example/citizens/079123456789;jsessionid=1?x=y#z", "https://a.example/[redacted]"),
        ("http://user:s3cret@a.example:81", "http://a.example:81/[redacted]"),
        ("https://[2001:db8::1]:8443/x", "https://[2001:db8::1]:8443/[redacted]"),
        ("/citizens/079123456789", "/[redacted]"),
        ("//a.example/079123456789", "[redacted]"),
        ("s3cret:079123456789", "[redacted]"),
        ("https://a.example:s3cret/", "[redacted]"),
    ],
)
def test_location_keeps_its_origin_only(location, shown):
    assert kept("location", location) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("*", "*"),
        (" * ", "*"),
        ("https://a.example", "https://a.example/[redacted]"),
        ("null", "[redacted]"),
        ("**", "[redacted]"),
    ],
)
def test_who_may_read_from_elsewhere_is_kept_as_everybody_or_an_origin(value, shown):
    assert kept("access-control-allow-origin", value) == shown


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("date", "079123456789", "[redacted]"),
        ("x-ratelimit-remaining", "079123456", "[redacted]"),
        ("x-ratelimit-remaining", "0791234567", "0791234567"),
        ("age", "079123456", "079123456"),
        ("content-length", "123456789", "123456789"),
        ("date", "s3cret of 2026", "[redacted]"),
        ("age", "s3cret", "[redacted]"),
    ],
)
def test_number_of_person_and_secret_are_kept_in_no_value(name, value, shown):
    ((_, found),) = redacted(((name, value),), secrets=("", "s3cret"))
    assert found == shown


def test_what_was_sent_comes_back_as_it_was_and_nothing_else_does():
    headers = (("x-correlation-id", "id-1"), ("x-other", "id-2"))
    assert redacted(headers, (("X-Correlation-Id", "id-1"),)) == (
        ("x-correlation-id", "id-1"),
        ("x-other", "[redacted]"),
    )


@pytest.mark.parametrize(
    ("challenge", "shown"),
    [
        ('Bearer realm="s3cret, Basic x", error="e"', "Bearer"),
        ('basic realm="a", DPoP algs="ES256"', "Basic, DPoP"),
        ("s3cret", "[redacted]"),
        ("s3cret,", "[redacted]"),
        ("", ""),  # because an empty one is a fault of the server, and tells nothing
        (" , \t", ""),
    ],
)
def test_challenge_keeps_its_known_schemes_only(challenge, shown):
    assert kept("www-authenticate", challenge) == shown


@pytest.mark.parametrize(
    ("content_type", "shown"),
    [
        ("application/json; charset=utf-8", "application/json; charset=utf-8"),
        ('Text/HTML; name="079123456789"; charset="UTF-8"', "text/html; charset=utf-8"),
        ("application/json; owner=079123456789", "application/json"),
        ("Nguyen Van A", "[redacted]"),
    ],
)
def test_content_type_keeps_type_and_charset_only(content_type, shown):
    assert kept("content-type", content_type) == shown


def test_media_type_is_one_or_nothing():
    assert media_type("Application/JSON; x=y") == "application/json"
    assert media_type("Nguyen Van A") is None
    assert media_type(None) is None
