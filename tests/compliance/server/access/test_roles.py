"""Each role with each action: written out by hand, and asked through the proxy that names people."""

from pathlib import Path

import pytest

from compliance.server.access.identity import Action, Identity, Role
from tools.dashboard import GROUP_OF, behind_proxy, entries, named, proxy_access

MAY = {
    "see-pages": {"owner", "reader", "auditor"},
    "see-dossiers": {"owner", "reader", "auditor"},
    "see-runs": {"owner", "reader", "auditor"},
    "start-audit": {"auditor"},
    "propose-waiver": {"owner", "auditor"},
    "approve-waiver": {"auditor"},
    "see-access-log": {"auditor"},
    "manage-keys": {"auditor"},
}
METHODS = ("GET", "POST")


def test_every_action_is_in_the_table() -> None:
    assert set(MAY) == {action.value for action in Action}
    assert set(GROUP_OF) == set(Role)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("action", MAY)
@pytest.mark.parametrize("role", ["owner", "reader", "auditor"])
def test_role_may_what_the_table_says(role: str, action: str, method: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    client = behind_proxy(proxy_access(tmp_path), log, headers=named("lan", GROUP_OF[Role(role)]))
    sent = {} if method == "GET" else {"headers": {"X-CSRF-Token": client.get("/see-pages").json()["token"]}}
    answer = client.request(method, f"/{action}", **sent)
    assert answer.status_code == (200 if role in MAY[action] else 403)
    last = entries(log)[-1]
    assert (last["who"], last["action"], last["status"]) == ("lan", action, answer.status_code)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("action", MAY)
def test_nobody_may_anything(action: str, method: str, tmp_path: Path) -> None:
    answer = behind_proxy(proxy_access(tmp_path)).request(method, f"/{action}")
    assert answer.status_code == (401 if method == "GET" else 403)
    assert "X-Remote" not in answer.text


@pytest.mark.parametrize("action", MAY)
def test_somebody_without_a_role_may_nothing(action: str, tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), headers=named("lan", "another-group"))
    assert client.get(f"/{action}").status_code == 403


def test_several_roles_may_what_any_of_them_may(tmp_path: Path) -> None:
    client = behind_proxy(proxy_access(tmp_path), headers=named("lan", "xem", "bo-vi-du"))
    assert client.get("/propose-waiver").status_code == 200
    assert client.get("/start-audit").status_code == 403


def test_owner_sees_own_platforms_only() -> None:
    owner = Identity("lan", frozenset({Role.OWNER}), frozenset({"G12"}))
    assert owner.sees("G12")
    assert not owner.sees("G01")
    assert not owner.sees(None)
    assert not owner.sees_all


def test_codes_of_owners_give_nothing_without_the_role() -> None:
    assert not Identity("lan", frozenset(), frozenset({"G12"})).sees("G12")


@pytest.mark.parametrize("role", [Role.READER, Role.AUDITOR])
def test_reader_and_auditor_see_all(role: Role) -> None:
    somebody = Identity("lan", frozenset({role}))
    assert somebody.sees_all
    assert somebody.sees("G01")
    assert somebody.sees(None)


def test_nobody_approves_a_waiver_of_their_own() -> None:
    auditor = Identity("lan", frozenset({Role.AUDITOR}))
    assert auditor.may_approve("minh")
    assert not any(map(auditor.may_approve, ("lan", "Lan", " LAN ")))
    assert not Identity("an", frozenset({Role.READER})).may_approve("minh")
