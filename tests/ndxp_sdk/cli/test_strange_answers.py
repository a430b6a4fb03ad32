"""What answers instead of a hub, and settings that cannot be, told in Vietnamese from the first word to the last."""

import pytest

from .conftest import SERVICE
from .english import check
from .servers import head_of, listening

CALL = ("call", SERVICE, "GET", "/enterprises", "--lang", "vi")
LIST = ("services", "list", "--lang", "vi")
LOGIN = b"<html><form><input type='password' name='p'></form>please log in first</html>"
MARKS = b"X-Road-Client: VN/GOV/EXAMPLE/portal\r\nX-Road-Service: " + SERVICE.encode() + b"\r\nX-Road-Request-Id: 1\r\n"


def answer(status: bytes, fields: bytes = b"", body: bytes = b"") -> bytes:
    return b"HTTP/1.1 %b\r\nContent-Length: %d\r\n%b\r\n%b" % (status, len(body), fields, body)


JSON = b"Content-Type: application/json\r\n"
STRANGE = {
    "ssh": (b"SSH-2.0-Example\r\n", "không dùng HTTP/1.1 ở số cổng (port) này, mà dùng SSH"),
    "smtp": (b"220 example ESMTP\r\n", "mà dùng SMTP hoặc FTP"),
    "html": (b"<html>no</html>\r\n", "mà dùng HTML hoặc XML không qua HTTP"),
    "other": (b"\x00\x01\x02\x03" * 8, "máy chủ không dùng HTTP/1.1 ở số cổng (port) này"),
    "tls": (b"\x15\x03\x01\x00\x02\x02\x46", "số cổng (port) này đòi TLS, mà yêu cầu được gửi không có TLS"),
    "https-port": (
        answer(
            b"400 Bad Request", b"Content-Type: text/html\r\n", b"<html>The plain HTTP request was sent to HTTPS port"
        ),
        "đòi TLS, và trả lời yêu cầu không có TLS với trạng thái 400",
    ),
    "proxy": (answer(b"407 Proxy Authentication Required"), "trạng thái 407, proxy đòi biết bên gọi là ai"),
    "portal": (answer(b"511 Network Authentication Required"), "trang đăng nhập của mạng"),
    "login": (answer(b"200 OK", b"Content-Type: text/html\r\n", LOGIN), "trang đăng nhập của mạng"),
    "malformed": (b"HTTP/1.1 200 OK\r\nno field at all\r\n\r\n", "trả lời không đúng quy tắc HTTP"),
    "coding": (answer(b"200 OK", JSON + b"Content-Encoding: gzip\r\n", b"this is no gzip"), "phần thân nén bị hỏng"),
    "other-coding": (answer(b"200 OK", JSON + b"Content-Encoding: br\r\n", b"xx"), "chỉ hiểu gzip và deflate"),
}


def giving(content: bytes):
    """Gives every connection the same bytes, whatever they are."""

    def serve(connection) -> None:
        head_of(connection)
        connection.sendall(content)

    return serve


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_hub_is_told_without_english(run, write, name) -> None:
    content, told = STRANGE[name]
    with listening(giving(content)) as port:
        write(base_url=f"http://127.0.0.1:{port}", tls="", credential="", more="timeout = 60")
        called, examined = run(*CALL), run("doctor", "--lang", "vi")
    assert told in called.err
    assert called.status in {1, 2, 3}
    check(called.told)
    check(examined.told)


@pytest.mark.parametrize("name", STRANGE)
def test_what_is_no_issuer_is_told_without_english(run, write, name) -> None:
    with listening(giving(STRANGE[name][0])) as port:
        write(more=f'token_url = "http://127.0.0.1:{port}/token"\ntimeout = 60')
        for found in (run(*LIST), run("token", "explain", "--lang", "vi")):
            check(found.told)
            assert found.status != 0


ROAD = {
    "unmarked": (answer(b"200 OK", JSON, b"{}"), "không có X-Road-Id, X-Road-Client"),
    "foreign": (
        answer(b"200 OK", JSON + MARKS + b"X-Road-Id: another-one\r\n", b"{}"),
        "trả lời mang X-Road-Id khác với lời gọi này",
    ),
}


@pytest.mark.parametrize("name", ROAD)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_answer_to_nobody_is_told_without_english(run, write, name, method) -> None:
    content, told = ROAD[name]
    with listening(giving(content)) as port:
        write(base_url=f"http://127.0.0.1:{port}", tls="", credential="")
        found = run("call", SERVICE, method, "/enterprises", "--lang", "vi")
    assert told in found.err
    check(found.told)


def test_an_answer_before_the_question_is_told_without_english(run, write) -> None:
    def early(connection) -> None:
        connection.sendall(answer(b"200 OK", JSON, b"{}"))
        head_of(connection)

    with listening(early) as port:
        write(base_url=f"http://127.0.0.1:{port}", tls="", credential="")
        found = run(*CALL)
    check(found.told)
    assert found.status != 0


@pytest.mark.parametrize(
    "reply", [b"HTTP/1.1 407 Who Are You\r\n\r\n", b"HTTP/1.1 502 Bad Gateway\r\n\r\n", b"SSH-2.0-x\r\n"]
)
def test_a_proxy_before_a_tunnel_is_told_without_english(run, write, reply) -> None:
    with listening(giving(reply)) as port:
        write(base_url="https://hub.example", credential="", more=f'proxy = "http://127.0.0.1:{port}"\ntimeout = 60')
        for found in (run(*CALL), run("doctor", "--lang", "vi")):
            check(found.told)
            assert found.status != 0


TOKENS = 'kind = "client-secret"\nclient_id = "x"\nsecret = "env:TEST_SECRET"'
SESSION = 'kind = "session-login"\nurl = "https://hub.example/login"\nusername = "x"\npassword = "env:TEST_SECRET"'
SETTINGS = {
    "tokens": ('dialect = "direct"', TOKENS, 'dialect.kind = "direct"', 'dialect.token_path = "/token"'),
    "session": ("", SESSION, "xroad", 'dialect = "adapter"'),
    "path": ('dialect = {kind = "direct", token_path = "token"}', TOKENS, "token_path", "'/token'"),
    "misspelt": ("tmeout = 3", TOKENS, "tmeout", "timeout"),
    "dialect": ('dialect = "xraod"', TOKENS, "xraod", "xroad"),
    "key": ("", TOKENS.replace("client_id", "clientid"), "clientid", "client_id"),
    "empty": ("", TOKENS.replace('"x"', '""'), "client_id", ""),
    "number": ('timeout = "soon"', TOKENS, "timeout", ""),
    "proxy": ('proxy = "socks5://a.example"', "", "proxy", "http://"),
    "address": ('token_url = "nowhere"', TOKENS, "token_url", "http"),
    "word": ('[profiles.test.audit]\nfile = "a.jsonl"\nsnyc = "never"', "", "snyc", "sync"),
    "client": ('client = "VN//x"', "", "client", ""),
}


@pytest.mark.parametrize("name", SETTINGS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_setting_that_cannot_be_is_told_with_what_to_write(run, write, dead_port, name, lang) -> None:
    more, credential, *told = SETTINGS[name]
    file = write(base_url=f"http://127.0.0.1:{dead_port}", tls="", credential=credential, more=more)
    if "client =" in more:
        file.write_text(file.read_text("utf-8").replace('client = "VN/GOV/EXAMPLE/portal"\n', ""), "utf-8")
    for command in (("services", "list"), ("doctor",)):
        found = run(*command, "--lang", lang)
        assert found.status == 64
        assert [each for each in told if each not in found.told] == []
        if lang == "vi":
            check(found.told)
