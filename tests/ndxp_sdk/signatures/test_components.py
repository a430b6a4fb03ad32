"""Components: their text is that of RFC 9421, and a signature over anything else is refused though a signer made it."""

import base64
import subprocess
import sys
from dataclasses import replace
from typing import Any

import pytest

from ndxp_sdk.errors import SignatureInvalid, UsageError
from ndxp_sdk.signatures import (
    AnswerMessage,
    RequestMessage,
    SignatureRules,
    Validity,
    explain_signature,
    sign_request,
    sign_response,
    verify_request,
    verify_response,
)
from tools.events import KEY, KEYS, NOW

REQUEST = RequestMessage.of(
    "POST", "https://agency.example/events?of=a~b*c%20d", {"Content-Type": "text/plain", "X-Note": "a"}
)
ANSWER = AnswerMessage.of(200, {"Content-Type": "text/plain"}, request=REQUEST)
RULES = SignatureRules((), now=lambda: NOW)
PARAMETERS = f';created={NOW};keyid="{KEY.key_id}";alg="ed25519"'
OF = '"@query-param";name="of"'


def signed(message: Any, described: str, *lines: str) -> Any:
    """The message with a signature of KEY over these lines, whatever they are."""
    base = "\n".join([*lines, f'"@signature-params": {described}'])
    signature = base64.b64encode(KEY.sign(base.encode())).decode()
    added = (("signature-input", f"sig1={described}"), ("signature", f"sig1=:{signature}:"))
    return replace(message, headers=(*message.headers, *added))


def refused(message: Any, rules: SignatureRules = RULES) -> SignatureInvalid:
    verify = verify_response if isinstance(message, AnswerMessage) else verify_request
    with pytest.raises(SignatureInvalid) as caught:
        verify(message, KEYS, rules)
    return caught.value


def test_a_query_parameter_is_written_as_a_form_writes_it() -> None:
    message = signed(REQUEST, f"({OF}){PARAMETERS}", f"{OF}: a%7Eb*c%20d")
    assert verify_request(message, KEYS, RULES).components == (OF,)


@pytest.mark.parametrize(
    ("method", "url", "target"),
    [
        ("GET", "https://agency.example", "https://agency.example/"),
        ("GET", "https://agency.example?a=/b", "https://agency.example/?a=/b"),
        ("GET", "https://user:pl4nted@agency.example:8443/x?#y", "https://agency.example:8443/x?"),
        ("GET", "HTTPS://Agency.example/a//b@c", "HTTPS://Agency.example/a//b@c"),
        ("OPTIONS", "https://agency.example", "https://agency.example"),
    ],
)
def test_the_target_is_written_as_its_receiver_can_tell_it(method: str, url: str, target: str) -> None:
    request = RequestMessage.of(method, url)
    message = signed(request, f'("@target-uri"){PARAMETERS}', f'"@target-uri": {target}')
    assert verify_request(message, KEYS, RULES)
    assert "pl4nted" not in str(explain_signature(message, KEYS, RULES))


@pytest.mark.parametrize(
    ("url", "component", "value"),
    [
        ("https://AGENCY.example:443/", "@authority", "agency.example"),
        ("https://agency.example:8443/", "@authority", "agency.example:8443"),
        ("http://agency.example:80/", "@authority", "agency.example"),
        ("http://agency.example:443/", "@authority", "agency.example:443"),
        ("https://[FD00::1]:443/", "@authority", "[fd00::1]"),
        ("HTTPS://agency.example/", "@scheme", "https"),
        ("https://agency.example/a/b?c=d#?e", "@request-target", "/a/b?c=d"),
        ("https://agency.example/a#?e", "@request-target", "/a"),
        ("https://agency.example?", "@request-target", "/?"),
        ("https://agency.example/a?c=d", "@path", "/a"),
        ("https://agency.example/a?c=d", "@query", "?c=d"),
        ("https://agency.example/a", "@query", "?"),
    ],
)
def test_a_derived_component_is_written_as_the_standard_says(url: str, component: str, value: str) -> None:
    request = RequestMessage.of("GET", url)
    message = signed(request, f'("{component}"){PARAMETERS}', f'"{component}": {value}')
    assert verify_request(message, KEYS, RULES)


@pytest.mark.parametrize("query", ["of=1&of=2", "of=2&of=1", "of=1&of=1", "on=1", ""])
def test_a_query_parameter_that_is_not_there_once_is_covered_by_no_signature(query: str) -> None:
    request = RequestMessage.of("GET", f"https://agency.example/?{query}")
    for value in ("1", "2", ""):
        assert refused(signed(request, f"({OF}){PARAMETERS}", f"{OF}: {value}")).code == "signature-wrong"
    with pytest.raises(UsageError, match="one is expected"):
        sign_request(request, KEY, [OF])


@pytest.mark.parametrize(
    ("headers", "identifier", "value"),
    [
        ({"X-Note": "a=1"}, '"x-note";sf', "a=1"),
        ({"Repr-Digest": "a=:AAAA:"}, '"repr-digest";key="b"', ":AAAA:"),
        ({"X-Note": "a"}, '"x-other"', "a"),
    ],
)
def test_a_field_that_cannot_be_read_as_it_was_signed_is_covered_by_no_signature(
    headers: dict[str, str], identifier: str, value: str
) -> None:
    request = RequestMessage.of("GET", "https://agency.example/", headers)
    assert refused(signed(request, f"({identifier}){PARAMETERS}", f"{identifier}: {value}")).code == "signature-wrong"


def test_a_component_is_named_in_lower_case() -> None:
    assert refused(signed(REQUEST, f'("X-Note"){PARAMETERS}', '"X-Note": a')).code == "signature-wrong"
    with pytest.raises(UsageError, match="a component is named in lower case"):
        sign_request(REQUEST, KEY, ['"X-Note"'])
    assert sign_request(REQUEST, KEY, ["X-Note"])[-1][0] == "Signature"


def test_a_folded_line_is_one_and_lines_of_one_name_are_joined() -> None:
    folded = RequestMessage.of("GET", "https://agency.example/", [("X-Note", " a\r\n \tb "), ("x-note", "c")])
    message = signed(folded, f'("x-note"){PARAMETERS}', '"x-note": a b, c')
    assert verify_request(message, KEYS, RULES)


@pytest.mark.parametrize("name", ["a~b", "a%7Eb", "a%7eb"])
def test_a_query_parameter_is_found_however_its_name_is_written(name: str) -> None:
    request = RequestMessage.of("GET", "https://agency.example/?a~b=1")
    identifier = f'"@query-param";name="{name}"'
    assert verify_request(signed(request, f"({identifier}){PARAMETERS}", f"{identifier}: 1"), KEYS, RULES)


def test_a_dictionary_is_covered_as_it_is_written_strictly() -> None:
    request = RequestMessage.of("GET", "https://agency.example/", {"Repr-Digest": "b=1,   a=:AAAA:"})
    message = signed(request, f'("repr-digest";sf){PARAMETERS}', '"repr-digest";sf: b=1, a=:AAAA:')
    assert verify_request(message, KEYS, RULES).components == ('"repr-digest";sf',)


def test_the_order_of_parameters_makes_no_other_component() -> None:
    one, same = '"@query-param";req;name="of"', '"@query-param";name="of";req'
    line = "a%7Eb*c%20d"
    message = signed(ANSWER, f"({one}){PARAMETERS}", f"{one}: {line}")
    assert verify_response(message, KEYS, replace(RULES, components=(same,))).components == (one,)
    error = refused(signed(ANSWER, f"({one} {same}){PARAMETERS}", f"{one}: {line}", f"{same}: {line}"))
    assert error.code == "signature-wrong"
    assert "covered twice" in str(error)


def test_a_component_that_no_message_has_is_not_covered_by_any() -> None:
    message = signed(REQUEST, f'("@method"){PARAMETERS}', '"@method": POST')
    assert verify_request(message, KEYS, replace(RULES, components=("@method",)))
    for unknown in ('"@method";req', '"@method', '"X"'):
        assert "does not cover" in str(refused(message, replace(RULES, components=(unknown,))))


@pytest.mark.parametrize(
    ("identifier", "line"),
    [
        ('"@method";req=1', '"@method";req=1: POST'),
        ('"@method";req=?0', '"@method";req=?0: POST'),
        ('"@status";req', '"@status";req: 200'),
        ('"@status";other', '"@status";other: 200'),
        (f"{OF};sf;req", f"{OF};sf;req: a%7Eb*c%20d"),
        ('"@query-param";req', '"@query-param";req: a%7Eb*c%20d'),
        ('"@query-param";name=of;req', '"@query-param";name=of;req: a%7Eb*c%20d'),
        ('"content-type";key=text', '"content-type";key=text: text/plain'),
        ('"content-type";sf', '"content-type";sf: text/plain'),
        ('"content-type";bs;sf', '"content-type";bs;sf: text/plain'),
        ('"@signature-params"', '"@signature-params": x'),
    ],
)
def test_a_component_with_parameters_that_it_does_not_take_is_refused(identifier: str, line: str) -> None:
    assert refused(signed(ANSWER, f"({identifier}){PARAMETERS}", line)).code == "signature-wrong"


@pytest.mark.parametrize("value", ["a\rb", "a\x00b", "a\x7fb", "a\x0bb", "ä"])
def test_a_field_with_control_characters_is_covered_by_no_signature(value: str) -> None:
    request = RequestMessage.of("GET", "https://agency.example/", {"X-Note": value})
    error = refused(signed(request, f'("x-note"){PARAMETERS}', f'"x-note": {value}'))
    assert '"x-note" holds characters' in str(error)
    with pytest.raises(UsageError, match='"x-note" holds characters'):
        sign_request(request, KEY, ["x-note"])


def test_a_tabulator_within_a_field_is_covered() -> None:
    request = RequestMessage.of("GET", "https://agency.example/", {"X-Note": "a\tb"})
    assert verify_request(signed(request, f'("x-note"){PARAMETERS}', '"x-note": a\tb'), KEYS, RULES)


@pytest.mark.parametrize("name", ["method", "1", "?1", ":AAAA:", "@1", '%"x"'])
def test_a_component_is_named_by_a_string(name: str) -> None:
    assert refused(signed(REQUEST, f"({name}){PARAMETERS}", f"{name}: POST")).code == "signature-malformed"


@pytest.mark.parametrize("named", ["hmac-sha256", '"hmac-sha256"', "1", "?1"])
def test_another_algorithm_is_refused_however_it_is_written(named: str) -> None:
    described = f'("@method");created={NOW};keyid="{KEY.key_id}";alg={named}'
    assert refused(signed(REQUEST, described, '"@method": POST')).code == "algorithm-refused"


@pytest.mark.parametrize("expires", ['"2100-01-01"', f"@{NOW + 9}", f"{NOW + 9}.0", "?1", "later"])
def test_an_end_that_cannot_be_read_is_not_taken_for_none(expires: str) -> None:
    message = signed(REQUEST, f'("@method"){PARAMETERS};expires={expires}', '"@method": POST')
    assert refused(message).code == "signature-expired"


@pytest.mark.parametrize("field", ['sig1=("pl4nted"', "pl4nted=", "pl4nted=£", 'a="pl4nted', "a=pl4nted\udcff", "A=1"])
def test_what_cannot_be_read_is_told_without_what_it_holds(field: str) -> None:
    error = refused(replace(REQUEST, headers=(("signature-input", field), ("signature", "sig1=:AAAA:"))))
    assert error.code == "signature-malformed"
    assert "pl4nted" not in repr(error) + str(error) + repr(error.__cause__) + repr(error.__context__)


@pytest.mark.parametrize("options", [{"label": "Sig 1"}, {"components": ['"@method"x']}, {"components": ['"X-Note"']}])
def test_a_label_or_a_component_that_cannot_be_written_is_wrong_use(options: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="cannot be signed"):
        sign_request(REQUEST, KEY, **options)


def test_the_explanation_shows_a_component_that_is_missing() -> None:
    message = signed(REQUEST, f'("x-absent" "@method"){PARAMETERS}', '"x-absent": 1', '"@method": POST')
    told = explain_signature(message, KEYS, RULES)
    assert [(component.name, component.value) for component in told.components] == [
        ('"x-absent"', None),
        ('"@method"', "POST"),
    ]


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(("library", "name"), [("cryptography", "cryptography"), ("http_sf", "http-sf")])
def test_without_the_extra_it_is_said_what_to_install(library: str, name: str) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None\n"
        "from ndxp_sdk.errors import MissingExtra\n"
        "from ndxp_sdk.signatures import VerificationKey\n"
        "import ndxp_sdk.webhooks, ndxp_sdk._http.digest\n"
        "try: VerificationKey.of({})\n"
        "except MissingExtra as error: print(error)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told == f"signatures of messages need {name}: pip install 'ndxp-sdk[jwt]'\n"


COOKIES = ("a=1; Expires=Wed", "21 Oct 2026 07:28:00 GMT; Secure")


@pytest.mark.parametrize(("name", "lines"), [("set-cookie", COOKIES), ("last-modified", ("Mon", "30 Nov 2026"))])
def test_lines_that_read_otherwise_when_they_are_joined_are_neither_signed_nor_verified(
    name: str, lines: tuple[str, str]
) -> None:
    answer = AnswerMessage.of(200, [(name, line) for line in lines])
    with pytest.raises(UsageError, match=f'"{name}";bs'):
        sign_response(answer, KEY, [name])
    assert "7.5.6" in refused(signed(answer, f'("{name}"){PARAMETERS}', f'"{name}": {", ".join(lines)}')).message
    added = sign_response(answer, KEY, [f'"{name}";bs'], validity=Validity(created=NOW))
    whole = replace(answer, headers=(*answer.headers, *((each.lower(), value) for each, value in added)))
    assert verify_response(whole, KEYS, RULES).components == (f'"{name}";bs',)
    one = AnswerMessage.of(200, [(name, ", ".join(lines))])
    mixed = replace(one, headers=(*one.headers, *((each.lower(), value) for each, value in added)))
    assert refused(mixed)
    assert sign_response(one, KEY, [name])


def test_lines_of_a_list_are_signed_as_one() -> None:
    answer = AnswerMessage.of(200, [("vary", "accept"), ("vary", "origin")])
    assert verify_response(signed(answer, f'("vary"){PARAMETERS}', '"vary": accept, origin'), KEYS, RULES)
