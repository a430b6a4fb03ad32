"""Digest fields: what RFC 9530 prints, and nothing that is no field of digests."""

import base64
import hashlib
from typing import Any

import http_sf
import pytest

from ndxp_sdk._http.digest import content_digest, digest_agrees, digests, sha256_of
from tools.properties import given, st

BODY = b'{"hello": "world"}'
# RFC 9421, B.2 and RFC 9530, appendix D
SHA256 = "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
SHA512 = "sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:"


def test_the_digests_of_the_standard_are_made_and_agree() -> None:
    assert content_digest(BODY) == SHA256
    assert content_digest(BODY, "sha-512") == SHA512
    assert sha256_of(SHA256) == hashlib.sha256(BODY).hexdigest()
    assert all(
        digest_agrees(field, BODY) for field in (SHA256, SHA512, f"{SHA512}\t, {SHA256}", f"md5=:AAAA:, {SHA256};a=1")
    )


@pytest.mark.parametrize(
    "field", ["md5=:AAAA:", "sha-256=:AAAA:", f"{SHA256}, sha-512=:AAAA:", f"{SHA256}, sha-256=::"]
)
def test_one_digest_that_differs_is_enough_and_an_unknown_one_is_none(field: str) -> None:
    assert not digest_agrees(field, BODY)


@pytest.mark.parametrize(
    "field",
    [
        "",
        ",",
        f"{SHA256},",
        f"{SHA256} {SHA256}",
        SHA256.upper(),
        SHA256.rstrip(":"),
        SHA256.replace("=:", "=", 1),
        SHA256.replace(":X", ":X\n"),
        "sha-256=:A:",
        "sha-256=:=:",
        "sha-256=:A=A:",
        "sha-256=abc",
        'sha-256="abc"',
        "sha-256",
        f"{SHA256};",
        f"{SHA256};A",
        f"{SHA256}\n",
    ],
)
def test_what_is_no_field_of_digests_is_refused_in_words_that_hold_nothing_of_it(field: str) -> None:
    with pytest.raises(ValueError, match=r"byte sequence|base64|padding|character") as caught:
        digest_agrees(field, BODY)
    assert "X48E" not in str(caught.value)
    assert sha256_of(field) is None


MEMBERS = st.builds(
    "{}{}={}".format,
    st.sampled_from(["sha-256", "sha-512", "md5"]),
    st.sampled_from(["", "", " ", ";a"]),
    st.binary(max_size=6).map(lambda octets: f":{base64.b64encode(octets).decode()}:") | st.sampled_from([":A:", "1"]),
)


@given(st.lists(MEMBERS, max_size=4), st.sampled_from([", ", ",", " ", "\t,"]))
def test_what_is_accepted_is_what_a_parser_of_structured_fields_reads(members: list[str], between: str) -> None:
    field = between.join(members)
    try:
        found = digests(field)
    except ValueError:
        return
    parsed: Any = http_sf.parse(field.encode(), tltype="dictionary")
    assert found == {name: value for name, (value, _) in parsed.items() if name != "md5"}
