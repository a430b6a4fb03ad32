"""The address of a hub: what it is taken for, and what is refused before anything is sent."""

import pytest

from ndxp_sdk import Client
from ndxp_sdk.errors import InvalidConfiguration


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://hub.\nexample", "line break"),  # urlsplit leaves it out, and another host is called
        ("https://hub.example\n", "line break"),
        (" https://hub.example", "space"),
        ("https://hub.example ", "space"),
        ("https://hub.example/\u00a0", "space"),
        ("https://hub.example\t/x", "control character"),
        ("https://hub example", "no name that DNS knows"),
        ("https://hub.example;x=1", "no name that DNS knows"),
        ("https://hub.example,other.example", "no name that DNS knows"),
        ("https://hub.example:0", "port 0"),
    ],
)
def test_an_address_that_would_be_read_otherwise_is_refused(url: str, told: str) -> None:
    with pytest.raises(InvalidConfiguration, match=told):
        Client(url)


@pytest.mark.parametrize(
    ("url", "origin", "host"),
    [
        ("HTTPS://HUB.Example/Base", "https://hub.example", "hub.example"),
        ("https://hub_1.example.:8443", "https://hub_1.example.:8443", "hub_1.example.:8443"),
        ("http://[FE80::1%25eth0]:8080", "http://[fe80::1%25eth0]:8080", "[fe80::1]:8080"),
        ("http://đăngký.vn", "http://xn--ngk-noa0a7f.vn", "xn--ngk-noa0a7f.vn"),
    ],
)
def test_origin_and_host_field_of_an_address(url: str, origin: str, host: str) -> None:
    with Client(url) as client:
        assert client.config.site.key == origin
        assert client.config.site.host_field == (b"Host", host.encode())
