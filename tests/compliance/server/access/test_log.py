"""What stands in the log of access, and what never does."""

import json
from pathlib import Path

import pytest

from compliance.actions.errors import NotWritten
from compliance.server.access.log import AccessLog
from tools.dashboard import SECRET, behind_proxy, entries, named, on_loopback, proxy_access


def test_entry_says_who_did_what_from_where_and_how_it_ended(tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), tmp_path / "log", headers=named("lan", "xem"))
    client.get("/see-dossiers?run=3&owner=G12", headers={"x-forwarded-for": "198.51.100.4"})
    (entry,) = entries(tmp_path / "log")
    assert entry.pop("at").endswith("+00:00")
    assert entry.pop("milliseconds") >= 0
    assert entry == {
        "event": "request", "who": "lan", "client": "198.51.100.4", "action": "see-dossiers", "method": "GET",
        "path": "/see-dossiers", "query": "run,owner", "status": 200, "reason": None,
    }  # fmt: skip


def test_refusals_are_written_with_the_reason(tmp_path: Path) -> None:
    client = on_loopback(tmp_path / "log")
    client.post("/start-audit")
    (entry,) = entries(tmp_path / "log")
    assert (entry["status"], entry["reason"][:28]) == (403, "the request has no token aga")


def test_what_everybody_may_see_is_not_written(tmp_path: Path) -> None:
    assert on_loopback(tmp_path / "log").get("/open").status_code == 200
    assert (tmp_path / "log").read_text() == ""


def test_no_secret_and_no_value_is_written(tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), tmp_path / "log", headers=named("lan", "giam-sat"))
    token = client.get("/see-pages?code=value-1&state=value-2").json()["token"]
    client.post("/start-audit?key=value-3", data={"csrf_token": token, "password": "value-4"})
    client.get("/crash?value-5", headers={"Authorization": "Bearer value-6", "Cookie": "other=value-7"})
    client.get("/see-pages", headers=named("lan", "xem", secret="value-8-guessed"))
    written = (tmp_path / "log").read_text()
    assert len(written.splitlines()) == 4
    assert "value" not in written.replace('"query": "value-5"', "")
    assert token not in written
    assert SECRET not in written


@pytest.mark.parametrize(
    "path",
    [
        "/a%0d%0a{%22event%22:%22forged%22}", "/a%0a", "/%1b[31mred", "/%e2%80%a8line", "/%e2%80%aeback", "/%00",
        "/%c2%85", "/" + "a" * 5_000,
    ],
)  # fmt: skip
def test_nobody_writes_lines_of_their_own(path: str, tmp_path: Path) -> None:
    on_loopback(tmp_path / "log").get(path)
    content = (tmp_path / "log").read_bytes()
    assert content.count(b"\n") == 1
    (line,) = content.decode().splitlines()
    assert json.loads(line)["event"] == "request"
    assert line.isprintable()
    assert len(line) < 2_000


@pytest.mark.parametrize(
    "query", ["a=1&a=2", "%0a=1", "x" * 5_000, "&".join(f"n{at}=1" for at in range(500)), "=", "%ff"]
)
def test_odd_queries_break_nothing(query: str, tmp_path: Path) -> None:
    assert on_loopback(tmp_path / "log").get(f"/see-pages?{query}").status_code == 200
    assert len(entries(tmp_path / "log")) == 1


def test_log_that_was_moved_away_goes_on_in_a_new_file(tmp_path: Path) -> None:
    client = on_loopback(tmp_path / "log")
    client.get("/see-pages")
    (tmp_path / "log").rename(tmp_path / "log.1")
    client.get("/see-runs")
    assert [each["path"] for each in entries(tmp_path / "log.1")] == ["/see-pages"]
    assert [each["path"] for each in entries(tmp_path / "log")] == ["/see-runs"]


def test_log_is_for_its_owner_and_group(tmp_path: Path) -> None:
    AccessLog(tmp_path / "log")
    assert (tmp_path / "log").stat().st_mode & 0o007 == 0


def test_log_that_cannot_be_written_is_refused_at_the_start(tmp_path: Path) -> None:
    for file in (tmp_path / "none" / "log", tmp_path):
        with pytest.raises(NotWritten):
            AccessLog(file)


def test_log_without_a_file_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    on_loopback().get("/see-pages")
    assert json.loads(capsys.readouterr().err)["path"] == "/see-pages"


def test_last_entries_are_kept_for_the_page_that_shows_them(tmp_path: Path) -> None:
    log = AccessLog(tmp_path / "log")
    for number in range(1_005):
        log.write("request", path=f"/{number}")
    shown = [each["path"] for each in log.last()]
    assert (len(shown), shown[0], shown[-1]) == (1_000, "/1004", "/5")


def test_full_disk_ends_no_request_and_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    log = tmp_path / "folder" / "log"
    log.parent.mkdir()
    client = on_loopback(log)
    log.unlink()
    log.parent.rmdir()
    assert client.get("/see-pages").status_code == 200
    assert "the log of access cannot be written" in caplog.text
