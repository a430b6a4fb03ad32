"""The addresses that a record gives of papers: what answers at the end of all redirections."""

import socket

import pytest

from compliance.model.observation import LinkCheck, LinkFailure
from compliance.model.record import Service
from compliance.model.record_form.papers import DataUseRegulation
from compliance.model.record_form.service import Registration


def answer(status, *headers):
    return "\r\n".join((f"HTTP/1.1 {status} X", *headers, "Content-Length: 0", "", "")).encode()


def links(looks):
    return [seen for seen in looks.observations if isinstance(seen, LinkCheck)]


def regulation(url):
    return {"data_use_regulation": DataUseRegulation(url=url)}


@pytest.mark.parametrize("status", [200, 404, 410, 403, 503])
def test_status_of_the_address_is_kept(servers, tls, look, status):
    port = servers.answer(answer(status, "Content-Type: application/pdf"), tls()).port
    (seen,) = links(look(**regulation(f"https://127.0.0.1:{port}/12")))
    assert [(each.status, each.media_type) for each in seen.answers] == [(status, "application/pdf")]
    assert seen.field.pointer.endswith("/data_use_regulation/url")


def test_redirections_are_followed_and_not_for_ever(servers, tls, look):
    end = servers.answer(answer(200), tls()).port
    begin = servers.answer(answer(302, f"Location: https://127.0.0.1:{end}/12"), tls()).port
    (seen,) = links(look(**regulation(f"https://127.0.0.1:{begin}/12")))
    assert seen.answers[0].status == 200
    circle = servers.answer(answer(302, "Location: /12"), tls())
    (seen,) = links(look(**regulation(f"https://127.0.0.1:{circle.port}/12")))
    assert (seen.answers[0].status, len(circle.requests)) == (302, 6)


def test_closed_port_and_missing_tls_are_told_from_an_unknown_name(servers, look, closed_port):
    async def speak(_, writer):
        writer.write(answer(400))
        await writer.drain()

    plain = servers.listen(speak).port
    for port, failure in ((closed_port, LinkFailure.UNREACHABLE), (plain, LinkFailure.NO_TLS)):
        (seen,) = links(look(**regulation(f"https://127.0.0.1:{port}/12")))
        assert seen.answers[0].failure is failure
        assert not seen.answers[0].is_gone


@pytest.mark.parametrize(
    ("error", "failure"),
    [
        (socket.gaierror(socket.EAI_NONAME, "x"), LinkFailure.UNKNOWN_NAME),
        (socket.gaierror(socket.EAI_AGAIN, "x"), LinkFailure.UNREACHABLE),
        (OSError("x"), LinkFailure.UNREACHABLE),
    ],
)
def test_name_is_unknown_only_if_the_name_system_says_so(look, error, failure):
    (seen,) = links(look(names=error, **regulation("https://no-such.example/12")))
    assert seen.answers[0].failure is failure


def test_registered_descriptions_and_documents_at_addresses_are_looked_at(servers, tls, look):
    port = servers.answer(answer(200), tls()).port
    entry = Registration(description_url=f"https://127.0.0.1:{port}/b")
    looks = look(Service("api", document=f"https://127.0.0.1:{port}/a", registration=[entry]), documents={})
    assert [seen.url.rpartition("/")[2] for seen in links(looks)] == ["a", "b"]


def test_what_can_be_no_address_is_a_gap(look):
    looks = look(**regulation("https://user:pass@a.example/"))
    assert [str(gap.message) for gap in looks.gaps if gap.hides == {"LinkCheck"}] == [
        "this is not an http or https address without credentials"
    ]
