"""The question of a browser for a foreign origin, against servers that answer what each test says."""

from compliance.model.observation import HttpExchange
from compliance.model.record import Service

ALLOWED = (
    b"HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: https://origin.invalid\r\n"
    b"Access-Control-Allow-Credentials: true\r\n\r\n"
)
GUARDED = {"get": {"security": [{"token": []}]}}


def service(port):
    base = f"https://127.0.0.1:{port}"
    return Service("api", base_url=base, plain_http_url=base.replace("https", "http"))


def preflights(looks):
    return [seen for seen in looks.observations if isinstance(seen, HttpExchange) and seen.method == "OPTIONS"]


def test_one_protected_read_is_asked_for_a_foreign_origin(servers, tls, look, document):
    listener = servers.answer(ALLOWED, tls())
    paths = (("/open", {"get": {}}), ("/a", GUARDED), ("/b", GUARDED))
    (seen,) = preflights(look(service(listener.port), documents={"api": document(*paths)}))
    assert (seen.url, seen.status) == (f"https://127.0.0.1:{listener.port}/a", 204)
    assert seen.header("access-control-allow-origin") == "https://origin.invalid"
    assert seen.header("access-control-allow-credentials") == "true"
    (request,) = [each for each in listener.requests if each.startswith("OPTIONS")]
    assert "\r\norigin: https://origin.invalid\r\n" in request.lower()
    assert all("origin:" not in each.lower() for each in listener.requests if not each.startswith("OPTIONS"))
    assert "authorization:" not in request.lower().replace("access-control-request-headers: authorization", "")


def test_what_everybody_may_read_is_not_asked_for(servers, tls, look, document):
    listener = servers.answer(ALLOWED, tls())
    open_one = {"get": {"security": [{"token": []}], "x-sharing-form": "open"}}
    looks = look(service(listener.port), documents={"api": document(("/a", {"get": {}}), ("/b", open_one))})
    assert preflights(looks) == []


def test_server_that_hangs_up_on_the_question_hides_no_other_look(servers, tls, look, document):
    async def handler(reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"OPTIONS"):
            writer.write(b"HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n")
            await writer.drain()

    listener = servers.listen(handler, tls())
    looks = look(service(listener.port), documents={"api": document(("/a", GUARDED))})
    (seen,) = preflights(looks)
    assert (seen.status, seen.refusal) == (None, "no answer")
    assert not [gap for gap in looks.gaps if "HttpExchange" in gap.hides and "/a" in gap.place.uri]
