"""Which requests belong to a document: base paths, variables of servers, hosts, and what is left out."""

import json

import pytest

import compliance
from compliance import UsageError
from tools.traffic import DOCUMENT, PATHS, entry, line, passed, seen, told


def with_servers(*servers: dict[str, object] | str) -> dict[str, object]:
    return {**DOCUMENT, "servers": [{"url": each} if isinstance(each, str) else each for each in servers]}


def test_each_server_is_a_base() -> None:
    document = with_servers("https://a.example/v1", "/staging/v1/", "https://a.example")
    targets = ("/v1/households", "/staging/v1/households", "/households")
    traffic = seen(*(line("GET", target) for target in targets), document=document)
    assert (told(traffic), traffic.documented, traffic.bases) == ([], 3, ("/staging/v1", "/v1", "/"))


def test_variables_of_servers_stand_for_what_they_offer() -> None:
    stage = {"default": "live", "enum": ["live", "trial"]}
    document = with_servers(
        {
            "url": "https://{tenant}.a.example/{stage}/{version}",
            "variables": {"tenant": {"default": "x"}, "stage": stage, "version": {"default": "v1"}},
        }
    )
    traffic = seen(
        line("GET", "/live/v1/households"),
        line("GET", "/trial/v2/households"),
        line("GET", "/other/v1/households"),
        document=document,
    )
    assert (traffic.documented, passed(traffic)) == (2, {"outside": 1})
    urls = ("https://y.a.example/live/v1/households", "https://a.example/live/v1/households")
    traffic = seen(*(entry("GET", url) for url in urls), document=document)
    assert (traffic.documented, passed(traffic)) == (1, {"other-host": 1})


def test_servers_of_an_operation_count_for_it_alone() -> None:
    files = {"get": {"servers": [{"url": "https://files.a.example/f"}], "responses": {"200": {"description": "ok"}}}}
    document = {**DOCUMENT, "paths": {**PATHS, "/files": files}}
    assert told(seen(line("GET", "/f/files"), document=document)) == []
    found = told(seen(line("GET", "/v1/files"), line("GET", "/v1/households"), document=document))
    assert found == ["GET /v1/files was answered 200, and the document has no such path"]


def test_document_of_version_2_has_its_base_path() -> None:
    document = {
        "swagger": "2.0",
        "info": DOCUMENT["info"],
        "host": "api.a.example",
        "basePath": "/v1",
        "paths": {"/households": {"get": {"responses": {"200": {"description": "ok"}}}}},
    }
    traffic = seen(
        line("GET", "/v1/households"), entry("GET", "https://api.a.example/v1/households"), document=document
    )
    assert (told(traffic), traffic.documented) == ([], 2)


def test_stated_base_paths_stand_in_place_of_those_of_the_document() -> None:
    traffic = seen(line("GET", "/households"), line("GET", "/v1/households"), base_paths=("/",))
    assert told(traffic) == ["GET /v1/households was answered 200, and the document has no such path"]
    traffic = seen(line("GET", "/gateway/a/households"), base_paths=("/gateway/a/", "/gateway/b"))
    assert (told(traffic), traffic.documented) == ([], 1)


def test_traffic_without_a_documented_operation_is_not_judged() -> None:
    traffic = seen(line("GET", "/api/households"))
    assert (told(traffic), traffic.could_not_be_judged) == ([], True)
    assert "nothing can be said" in compliance.render(traffic)
    traffic = seen(line("GET", "/api/households"), document=with_servers("/"))
    assert traffic.could_not_be_judged
    assert "paths may begin otherwise in this traffic than with /," in " ".join(compliance.render(traffic).split())


def test_base_path_begins_with_a_slash() -> None:
    with pytest.raises(UsageError, match="begins with a slash, found was v1"):
        seen(line("GET", "/v1/households"), base_paths=("v1",))


def test_requests_to_other_hosts_are_counted_only() -> None:
    urls = ("https://api.a.example/v1/households", "https://cdn.example/v1/x", "https://api.a.example:8443/v1/x")
    traffic = seen(*(entry("GET", url) for url in urls))
    assert (told(traffic), passed(traffic), traffic.documented) == ([], {"other-host": 2}, 1)


def test_stated_hosts_stand_in_place_of_those_of_the_document() -> None:
    urls = ("https://127.0.0.1:8443/v1/households", "https://[::1]:8443/v1/households", "https://api.a.example/v1/x")
    traffic = seen(*(entry("GET", url) for url in urls), hosts=("127.0.0.1", "[::1]:8443"))
    assert (told(traffic), passed(traffic), traffic.documented) == ([], {"other-host": 1}, 2)


def test_archive_of_many_hosts_needs_to_know_which_count() -> None:
    entries = [entry("GET", f"https://{name}.example/v1/households") for name in ("a", "b")]
    document = with_servers("/v1")
    with pytest.raises(UsageError, match=r"a\.har has requests to several hosts \(a\.example, b\.example\)"):
        seen(*entries, document=document)
    with pytest.raises(UsageError, match=r"\(…, b\.example\)"):
        seen(entries[1], entry("GET", "https://\x1b[31m/v1/households"), document=document)
    assert seen(entries[0], document=document).documented == 1
    assert seen(*entries, document=document, hosts=("a.example",)).documented == 1


def test_hosts_in_lines_of_json_are_heeded() -> None:
    call = {"method": "GET", "path": "/v1/households", "status": 200}
    lines = [json.dumps({**call, "host": host}) + "\n" for host in ("api.a.example", "10.0.0.1")]
    traffic = seen(*lines)
    assert (traffic.documented, passed(traffic)) == (1, {"other-host": 1})


def test_ignored_paths_are_left_out() -> None:
    targets = ("/v1/households", "/v1/static/a/b.css?x=1", "/health", "/v1/t%C3%AA")
    traffic = seen(*(line("GET", target) for target in targets), ignore=("/v1/static/*", "/health", "*/tê"))
    assert (told(traffic), passed(traffic), traffic.documented) == ([], {"ignored": 3}, 1)
