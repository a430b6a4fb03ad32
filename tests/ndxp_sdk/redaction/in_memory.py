"""The course of calls without a transport: many answers for one client, for runs of a million."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from ndxp_sdk import Client, NdxpError
from ndxp_sdk._http.response import Headers, Response
from ndxp_sdk._operations.exchange.call import prepare_exchange, refusal
from ndxp_sdk._operations.parse import read
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._operations.tokens import prepare_issuer_request, result
from ndxp_sdk._pipeline.attempts import attempts
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.effects import NeedToken, Send
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._redaction.confidential import redactor_of
from ndxp_sdk._redaction.echoes import redacted_failure
from ndxp_sdk.exchange_response import ExchangeResponse
from ndxp_sdk.models.tokens import IssuerMetadata, Token
from ndxp_sdk.tokens import TokenRequest, TokenSpec

from .echoes import BASE, CARRIED_BY, CREDENTIALS, DIALECTS, FOR_FIELDS, ME, RETRY, SERVICE, Echo, Seen
from .encodings import secret

WANTED = TokenSpec(frozenset({"exchange"}))
PER_CLIENT = 50
PER_SECRET = 200
ONCE = ("you sent {}", "{}", "the secret {} is wrong")


class Answering:
    """A client whose answers are made where they are read."""

    def __init__(self, random: Random, kind: str, planted: str) -> None:
        self.echo = Echo(random, planted, share=0.35)
        self.client = Client(
            BASE,
            client=ME,
            dialect=random.choice(CARRIED_BY.get(kind, DIALECTS)),
            credential=CREDENTIALS[kind](planted),
            retry=RETRY,
        )

    def fetch(self, request: TokenRequest) -> Response:
        """The answer of the issuer."""
        return self.answer(request.url)

    def run(self, job: PreparedCall) -> CallResult:
        """The end of a call."""
        steps, came = attempts(job, self.client.config.state), None
        while True:
            try:
                effect = steps.send(came)
            except StopIteration as end:
                done: CallResult = end.value
                return done
            match effect:
                case Send():
                    came = self.answer(job.template)
                case NeedToken():
                    came = lambda: f"Bearer {self.echo.planted}"  # noqa: E731 - as the driver gives it
                case _:
                    came = None

    def answer(self, path: str) -> Response:
        """What is answered at this address."""
        self.echo.answers += 1
        status, fields, content = self.echo.answer(path)
        raw = [(name.encode(), value.encode("utf-8", "replace").replace(b"\n", b" ")) for name, value in fields]
        return Response(status, Headers(raw), content)


def _explain(at: Answering) -> Any:
    tokens = at.client.config.state.tokens
    assert tokens is not None
    return tokens.explain(WANTED, at.fetch)


def _token(at: Answering) -> Any:
    tokens = at.client.config.state.tokens
    if tokens is None or not tokens.gives_tokens:
        return None
    tokens.forget()
    return type(tokens.get(WANTED, at.fetch))


def _issue(at: Answering) -> Any:
    request = TokenRequest(f"{BASE}/oauth2/token", (), b"", confidential=(at.echo.planted,))
    answer = at.run(prepare_issuer_request(at.client.config, "tokens.issue", request)).answer
    return type(result(at.client.config, model(Token), "tokens.issue", request, answer))


def _exchange(at: Answering) -> Any:
    plan, job = prepare_exchange(at.client.config, SERVICE, "GET", "/x", {})
    done = at.run(job)
    return ExchangeResponse.of(plan, done.answer, done).raise_for_status()


def _metadata(at: Answering) -> Any:
    call = Call("tokens.metadata", "GET", "/.well-known/oauth-authorization-server", model(IssuerMetadata))
    return type(read(call, at.run(at.client.config.prepare_open(call))))


DEEDS: tuple[Callable[[Answering], Any], ...] = (_explain, _explain, _token, _issue, _exchange, _exchange, _metadata)
# Because the issuer is asked nothing for these.
OF_FIELDS: tuple[Callable[[Answering], Any], ...] = (_exchange, _metadata)


def retelling(random: Random, seen: Seen) -> Iterator[tuple[Echo, str, int]]:
    """One call of one client, and many answers that it might get, told as the flow of a call tells them."""
    planted, kind = secret(random), random.choice(("basic", "post", "chain", "lgsp"))
    at = Answering(random, kind, planted)
    plan, job = prepare_exchange(at.client.config, SERVICE, "GET", "/x", {})
    if random.random() < 0.5:
        job = at.client.config.prepare(Call("catalog.services.list", "GET", "/catalog/v1/services", type))
    outgoing = job.request([(b"Authorization", f"Bearer {planted}".encode())] if planted.isascii() else [])
    mask = redactor_of(outgoing, at.client.config.state.confided())
    for _ in range(PER_SECRET):
        at.echo.written.clear()
        seen.texts.clear()
        answer = at.answer("")
        failure = job.judge(answer)
        if failure is not None:
            failure = redacted_failure(failure, answer, job.judge, mask)
        else:
            failure = refusal(plan, mask.answer(answer))
        seen.error(failure, is_thorough=False)
        yield at.echo, "\n".join(seen.texts), 1


def course(random: Random, seen: Seen) -> Iterator[tuple[Echo, str, int]]:
    """One client and what it shows, call after call: the server, the text, and how many answers came."""
    planted, kind = secret(random), random.choice(sorted(CREDENTIALS))
    if kind in FOR_FIELDS and not planted.isascii():
        return
    at = Answering(random, kind, planted)
    deeds = OF_FIELDS if kind in {"key", "static", "stamped"} else DEEDS
    while at.echo.answers < PER_CLIENT:
        seen.texts.clear()
        at.echo.written.clear()
        before = at.echo.answers
        try:
            seen.texts.append(repr(random.choice(deeds)(at)))
        except NdxpError as error:
            seen.error(error, is_thorough=False)
        yield at.echo, "\n".join(seen.texts), at.echo.answers - before
