"""What `token explain` and `doctor` say in Vietnamese holds no English sentence, however the hub answers."""

import json
import re

import pytest

from .servers import answering, listening

# Words that are names here, and what users write themselves.
_NAMES = re.compile(r"«[^»]*»|\[[^\]]*\]|`[^`]*`|https?://\S+|/\S+|\w+_\w+|--[\w-]+|tls\.\w+")
_ENGLISH = re.compile(r"(?<![\w.])[a-z']+(?: [a-z']+){2,}(?![\w.])")
PROBLEM = json.dumps({"error": "invalid_request", "error_description": "the request is not what we want"}).encode()
ANSWERS = {
    "problem": ("400 Bad Request", "Content-Type: application/json", PROBLEM),
    "refusal": ("401 Unauthorized", "Content-Type: application/json", PROBLEM),
    "page": ("200 OK", "Content-Type: text/html", b"<html><title>please log in to the network</title></html>"),
    "gone": ("404 Not Found", "Content-Type: text/plain", b"there is nothing here at all"),
    "away": ("302 Found", "Location: https://elsewhere.example/", b""),
    "down": ("503 Service Unavailable", "Content-Type: text/plain", b"come back in a few hours"),
}
CREDENTIALS = {
    "secret": 'kind = "client-secret"\nclient_id = "example-portal"\nsecret = "env:TEST_SECRET"',
    "unset": 'kind = "client-secret"\nclient_id = "example-portal"\nsecret = "env:TEST_UNSET"',
    "file": 'kind = "client-secret"\nclient_id = "example-portal"\nsecret = "file:nowhere"',
    "key": 'kind = "private-key-jwt"\nclient_id = "example-portal"\nkey = "env:TEST_SECRET"',
    "token": 'kind = "static-token"\nvalue = "env:TEST_SECRET"',
    "field": 'kind = "api-key"\nkey = "env:TEST_SECRET"',
}


def english_in(text: str) -> list[str]:
    """Three and more words in a row that are not Vietnamese: without any of its letters."""
    found = _ENGLISH.findall(_NAMES.sub(" ", text))
    return [words for words in found if any(len(word) > 6 or word in _COMMON for word in words.split())]


_COMMON = frozenset(
    {"the", "is", "are", "was", "and", "not", "with", "this", "that", "which", "of", "an"}
    | {"server", "given", "found", "expected"}
)


def test_the_search_finds_english() -> None:
    assert english_in("hiện có: the server was not reached")
    assert not english_in("máy chủ trả lời: «the server was not reached»")


@pytest.mark.parametrize("command", [("token", "explain", "--scope", "exchange"), ("doctor",)])
@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_the_hub_answers(run, write, command, name) -> None:
    status, field, body = ANSWERS[name]
    with listening(answering(status, field, body=body)) as port:
        write(base_url=f"http://127.0.0.1:{port}", tls="")
        found = run(*command, "--lang", "vi")
    assert english_in(found.out + found.err) == []
    assert "Traceback" not in found.err


@pytest.mark.parametrize("command", [("token", "explain"), ("doctor",), ("token", "explain", "--json")])
@pytest.mark.parametrize("name", CREDENTIALS)
def test_with_a_hub_that_is_down(run, write, dead_port, command, name) -> None:
    write(base_url=f"http://127.0.0.1:{dead_port}", tls="", credential=CREDENTIALS[name])
    found = run(*command, "--lang", "vi")
    assert english_in(found.out + found.err) == []
    assert "simulated-secret" not in found.out + found.err


@pytest.mark.parametrize("name", ["unset", "file", "key", "token", "field"])
def test_at_a_hub_that_works(run, write, name) -> None:
    write(credential=CREDENTIALS[name])
    for command in (("token", "explain"), ("doctor",)):
        found = run(*command, "--lang", "vi")
        assert english_in(found.out + found.err) == []


def test_a_plain_address_of_this_machine_and_a_secret_nobody_has_judged(run, write, dead_port) -> None:
    write(base_url=f"http://127.0.0.1:{dead_port}", tls="")
    told = {check["name"]: check for check in json.loads(run("token", "explain", "--json").out)["checks"]}
    assert {name: told[name]["status"] for name in ("token_url", "metadata", "secret_at_hand", "secret")} == {
        "token_url": "not protected",
        "metadata": "failed",
        "secret_at_hand": "ok",
        "secret": "not seen",
    }
    text = run("token", "explain")
    assert "not protected  Does the token address ask for TLS? [token_url]" in text.out
    assert "not seen       Does the issuer accept the client with this secret? [secret]" in text.out
    assert "checks whose answer nobody has seen: " in text.err


def test_a_wrong_client_id_is_no_wrong_secret_alone(run, write) -> None:
    write(credential=CREDENTIALS["secret"].replace("example-portal", "example-nobody"))
    found = run("token", "explain", "--json")
    (wrong,) = [check for check in json.loads(found.out)["checks"] if check["status"] == "failed"]
    assert (found.status, wrong["name"]) == (1, "secret")
    assert "client_id" in wrong["advice"]
