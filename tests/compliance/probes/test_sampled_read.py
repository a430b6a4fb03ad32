"""Ordinary reads as looks of many: what each tells of its service, and that none of them takes a request of its own."""

import pytest

from compliance.loading.facts.vocabulary import networks
from compliance.model.observation import SampleFailure, Sampling
from compliance.model.record import Connection, Record, Service
from compliance.probes.collect import collect_all
from compliance.probes.settings import NetworkSettings
from compliance.probes.target import Target

OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
SHORT = NetworkSettings(timeout=0.3, rate=1000, allow_private=True)


def service(port, **fields):
    return Service(
        "api", base_url=f"https://127.0.0.1:{port}/v1", plain_http_url=f"http://127.0.0.1:{port}/v1", **fields
    )


def samplings(looks):
    return [seen for seen in looks.observations if isinstance(seen, Sampling)]


def sample(looks):
    (sampling,) = samplings(looks)
    (found,) = sampling.samples
    return found


def answering(status, *headers):
    lines = (f"HTTP/1.1 {status}", *headers, "Content-Length: 0", "", "")
    return "\r\n".join(lines).encode()


def test_read_is_kept_with_its_status_time_and_vantage(servers, tls, look, document):
    port = servers.answer(OK, tls()).port
    looks = look(service(port), documents={"api": document(("/citizens", {"get": {}}))})
    (sampling,) = samplings(looks)
    assert (sampling.url, sampling.service, sampling.vantage) == (
        f"https://127.0.0.1:{port}/v1/citizens",
        "api",
        "inside",
    )
    assert sampling.operation is not None
    (found,) = sampling.samples
    assert (found.status, found.is_answered, found.gave_data) == (200, True, True)


@pytest.mark.parametrize(
    ("answer", "is_answered", "asks_to_wait"),
    [
        (answering("401 Unauthorized"), True, False),
        (answering("404 Not Found"), True, False),
        (answering("500 Internal Server Error"), False, False),
        (answering("503 Service Unavailable"), False, False),
        (answering("503 Service Unavailable", "Retry-After: 60"), False, True),
        (answering("429 Too Many Requests"), True, True),
    ],
)
def test_an_error_is_no_answer_and_a_request_to_wait_is_told_from_it(
    servers, tls, look, answer, is_answered, asks_to_wait
):
    found = sample(look(service(servers.answer(answer, tls()).port)))
    assert (found.is_answered, found.asks_to_wait, found.gave_data) == (is_answered, asks_to_wait, False)


def fleet_of(settings, *ports):
    targets = [Target(record_of(f"p{nth}", port), {}) for nth, port in enumerate(ports)]
    return collect_all(targets, settings, lambda _: None)


def record_of(slug, port):
    return Record(slug, None, services=[service(port)])


def test_a_server_that_is_down_tells_of_itself_only_where_another_one_answers(servers, tls, closed_port, silent_port):
    up = servers.answer(OK, tls()).port
    looks = fleet_of(SHORT, up, closed_port, silent_port)
    assert [sample(looks[slug]).failure for slug in looks] == [None, SampleFailure.REFUSED, SampleFailure.SILENT]
    alone = fleet_of(SHORT, closed_port, silent_port)
    assert [samplings(alone[slug]) for slug in alone] == [[], []]


def test_an_answer_that_breaks_off_is_none_where_another_one_is_whole(servers, tls):
    broken, up = (servers.answer(answer, tls()).port for answer in (OK[:-1], OK))
    assert sample(fleet_of(SHORT, broken, up)["p0"]).failure is SampleFailure.BROKEN


def test_nothing_is_told_where_tls_does_not_come_about(servers, tls):
    async def no_tls(reader, writer):
        writer.write(b"SSH-2.0-server\r\n")
        await writer.drain()

    up = servers.answer(OK, tls()).port
    assert samplings(fleet_of(SHORT, servers.listen(no_tls).port, up)["p0"]) == []


def test_silence_on_the_state_network_tells_nothing(servers, tls, look, silent_port):
    over_state_network = Connection("ndxp", network="state", carrier=networks().find("state"))
    services = (service(silent_port), Service("up", base_url=f"https://127.0.0.1:{servers.answer(OK, tls()).port}"))
    looks = look(*services, settings=SHORT, connections=[over_state_network])
    assert {seen.service for seen in samplings(looks)} == {"up"}


def test_five_reads_are_looks_first_those_that_everybody_may_make_and_none_with_a_made_up_value(
    servers, tls, look, document
):
    guarded = {"get": {"security": [{"token": []}]}}
    made_up = {"get": {"parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]}}
    paths = [("/made-up/{id}", made_up), *((f"/guarded/{nth}", guarded) for nth in range(3))]
    paths += [(f"/open/{nth}", {"get": {}}) for nth in range(4)]
    listener = servers.answer(OK, tls())
    looks = look(service(listener.port), documents={"api": document(*paths)})
    kept = [seen.url.partition("/v1")[2] for seen in samplings(looks)]
    assert kept == ["/guarded/0", "/open/0", "/open/1", "/open/2", "/open/3"]
