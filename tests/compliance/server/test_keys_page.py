"""The page of the keys of programs: for auditors, a key shown once, revoked for good, and nothing by other pages."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from starlette.testclient import TestClient

from compliance.actions.kept_access import KeptAccess
from compliance.actions.program_keys import PREFIX, add_key, program_keys
from compliance.actions.settings import today
from compliance.server.access.entrance import Entrance, RequestLimits
from compliance.server.access.log import AccessLog
from compliance.server.access.middleware import middleware
from compliance.server.access.settings import Loopback
from compliance.server.app import application
from tools.site import Site, plain

NEXT_MONTH = today() + timedelta(days=30)
GIVEN = {"name": "nightly", "role": "owner", "owners": "G12, G18;G12", "ends": NEXT_MONTH.isoformat()}


def sent(visitor: TestClient, path: str = "/en/keys", **fields: str) -> Any:
    """Send a form as the page does."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/en/keys").text)
    assert token is not None
    return visitor.post(path, data={"csrf_token": token[1], **fields})


def secrets_in(text: str) -> list[str]:
    return re.findall(rf"{PREFIX}[\w-]{{43}}", text)


def test_a_key_is_made_and_shown_once(site: Site) -> None:
    visitor = site.behind_proxy("lan", "giam-sat")
    assert "No key is made yet." in visitor.get("/en/keys").text
    answer = sent(visitor, **GIVEN)
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    (secret,) = secrets_in(answer.text)
    assert "The key nightly is made" in plain(answer.text)
    (kept,) = program_keys(site.reader.place)
    assert (kept.name, kept.role, kept.owners, kept.ends) == ("nightly", "owner", ("G12", "G18"), NEXT_MONTH)
    again = visitor.get("/en/keys").text
    assert secrets_in(again) == []
    assert "nightly key 1 G12, G18 counts" in plain(again)
    log = (site.folder / "access.jsonl").read_text()
    assert secret not in log
    assert '"action": "manage-keys", "method": "POST", "path": "/en/keys"' in log


def test_a_key_that_was_made_here_opens_the_api_and_a_revoked_one_does_not(site: Site) -> None:
    with KeptAccess(site.reader.place) as kept:
        entrance = Entrance.of(Loopback(), AccessLog(None), kept=kept, limits=RequestLimits(remembered=0.0))
        app = application((), middleware(entrance), site.reader)
        visitor = TestClient(app, base_url="http://127.0.0.1:8000", client=("127.0.0.1", 50000), follow_redirects=False)
        wanted = [GIVEN, {"name": "all", "role": "reader", "owners": "", "ends": GIVEN["ends"]}]
        nightly, reader = (secrets_in(sent(visitor, **each).text)[0] for each in wanted)

        def status(key: str) -> int:
            found: int = visitor.get("/api/v1/platforms", headers={"Authorization": f"Bearer {key}"}).status_code
            return found

        assert [status(nightly), status(reader)] == [200, 200]
        answer = sent(visitor, "/en/keys/1")
        assert (answer.status_code, answer.headers["location"]) == (303, "/en/keys")
        assert [status(nightly), status(reader)] == [401, 200]
        page = visitor.get("/en/keys").text
        assert re.search(r"nightly key 1 G12, G18 revoked \d", plain(page))
        assert ("Revoke the key all" in page, "Revoke the key nightly" in page) == (True, False)
        assert [sent(visitor, f"/en/keys/{number}").status_code for number in (1, 3)] == [303, 404]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "a name of 1 to 100 characters"),
        ({"name": "a\nb"}, "a name of 1 to 100 characters"),
        ({"role": "auditor"}, "auditor is no role of a program"),
        ({"role": "reader"}, "and reader, which sees all, has none"),
        ({"owners": " , "}, "the role owner needs the codes of its agencies"),
        ({"ends": "30/06/2027"}, "is no day of the calendar: 30/06/2027"),
        ({"ends": ""}, "is no day of the calendar: -"),
        ({"ends": (today() - timedelta(days=1)).isoformat()}, "which has passed"),
        ({"ends": (today() + timedelta(days=800)).isoformat()}, "at most one year ahead"),
        ({"name": "taken"}, "there is a key taken already"),
        ({"name": '"><script>alert(1)</script>', "ends": ""}, "is no day of the calendar"),
    ],
)
def test_what_makes_no_sense_is_told_and_what_was_given_stays(site: Site, wrong: dict[str, str], said: str) -> None:
    add_key("taken", "reader", until=NEXT_MONTH, history=site.reader.place)
    visitor = site.behind_proxy("lan", "giam-sat")
    answer = sent(visitor, **GIVEN | wrong)
    assert answer.status_code == 422
    assert said in plain(answer.text)
    assert secrets_in(answer.text) == []
    assert "<script>alert" not in answer.text
    given = (GIVEN | wrong)["name"]
    assert "\n" in given or f'name="name" maxlength="100" required value="{given}"' in unescape(answer.text)
    assert [each.name for each in program_keys(site.reader.place)] == ["taken"]


def test_all_that_is_wrong_is_told_at_once_in_vietnamese(site: Site) -> None:
    visitor = site.behind_proxy("lan", "giam-sat")
    answer = sent(visitor, "/vi/keys", **GIVEN | {"name": "", "role": "reader", "ends": "2001-01-01"})
    assert answer.text.count("<li>") - visitor.get("/vi/keys").text.count("<li>") == 3
    assert "Tạo khóa" in plain(answer.text)
    assert "vai trò" in plain(answer.text)


def test_none_but_auditors_see_or_do_anything_here(site: Site) -> None:
    add_key("nightly", "reader", until=NEXT_MONTH, history=site.reader.place)
    for group in ("xem", "bo-vi-du"):
        visitor = site.behind_proxy("lan", group)
        assert "/vi/keys" not in visitor.get("/vi/").text
        assert visitor.get("/vi/keys").status_code == 403
        token = re.search(r'name="csrf_token" value="([^"]+)"', visitor.get("/vi/overlaps").text)
        assert token is not None
        for path in ("/vi/keys", "/vi/keys/1"):
            assert visitor.post(path, data={"csrf_token": token[1], **GIVEN}).status_code == 403
    (kept,) = program_keys(site.reader.place)
    assert kept.revoked is None
    assert "/vi/keys" in site.behind_proxy("lan", "giam-sat").get("/vi/").text


def test_a_form_of_another_page_makes_and_revokes_nothing(site: Site) -> None:
    add_key("nightly", "reader", until=NEXT_MONTH, history=site.reader.place)
    visitor = site.behind_proxy("lan", "giam-sat")
    for path in ("/vi/keys", "/vi/keys/1"):
        assert visitor.post(path, data=GIVEN).status_code == 403
        assert visitor.post(path, data=GIVEN | {"csrf_token": "x"}).status_code == 403
    assert [(each.name, each.revoked) for each in program_keys(site.reader.place)] == [("nightly", None)]


def test_a_program_with_a_key_makes_none(site: Site) -> None:
    visitor = site.on_loopback()
    secret = secrets_in(sent(visitor, **GIVEN).text)[0]
    program = site.behind_proxy("lan", "giam-sat")
    program.headers["Authorization"] = f"Bearer {secret}"
    del program.headers["X-Remote-User"], program.headers["X-Remote-Groups"], program.headers["X-Proxy-Secret"]
    assert program.get("/vi/keys").status_code == 401
    assert program.post("/vi/keys", data=GIVEN).status_code == 403
