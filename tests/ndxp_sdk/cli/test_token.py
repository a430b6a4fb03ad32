"""`ndxp token explain`: which check fails, in both languages."""

import json

import pytest

from ndxp_mocks import HubSettings, serve_hub


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_check_of_a_good_request_passes(run, write, lang) -> None:
    write()
    found = run("token", "explain", "--scope", "catalog:read", "--lang", lang)
    questions = [line for line in found.out.splitlines() if not line.startswith(" ")]
    mark, question = {
        "en": ("ok", "Does the issuer accept the client with this secret? [secret]"),
        "vi": ("đạt", "Bên cấp mã có chấp nhận máy khách với bí mật này không? [secret]"),
    }[lang]
    assert found.status == 0
    assert {line.split()[0] for line in questions} == {mark}
    assert any(line.endswith(question) for line in questions)


def test_a_wrong_secret_is_found_and_never_shown(run, write, monkeypatch) -> None:
    write()
    monkeypatch.setenv("TEST_SECRET", "hunter2-planted")
    text, data = run("token", "explain"), run("token", "explain", "--json", "--lang", "vi")
    assert (text.status, data.status) == (1, 1)
    assert "FAILED         Does the issuer accept the client with this secret? [secret]" in text.out
    assert "compare client_id and the secret with what the hub issued" in text.out
    assert "ndxp: checks that failed: 1; mend the first one first" in text.err
    (wrong,) = [check for check in json.loads(data.out)["checks"] if check["passed"] is False]
    assert (wrong["name"], wrong["about"], wrong["told_by"]) == ("secret", "ClientSecret", "client")
    assert "đối chiếu client_id và bí mật" in wrong["advice"]
    assert "hunter2" not in text.out + text.err + data.out


def test_a_scope_that_is_not_offered_fails(run, write) -> None:
    write()
    found = run("token", "explain", "--scope", "everything")
    assert (found.status, "[scope]" in found.out) == (1, True)


def test_a_key_that_nobody_registered_fails(run, write, tmp_path) -> None:
    from joserfc.jwk import ECKey

    key = ECKey.generate_key("P-256")
    (tmp_path / "key.pem").write_bytes(key.as_pem(private=True))
    (tmp_path / "key.pem").chmod(0o600)
    write(credential='kind = "private-key-jwt"\nclient_id = "example-portal"\nkey = "file:key.pem"')
    found = run("token", "explain")
    assert (found.status, "FAILED         Is the key registered for the client? [key_known]" in found.out) == (1, True)


def test_without_a_credential_there_is_nothing_to_explain(run, write) -> None:
    write(credential="")
    for lang, sentence in (("en", "no credential is set"), ("vi", "chưa khai báo thông tin xác thực")):
        found = run("token", "explain", "--lang", lang)
        assert (found.status, found.err.startswith(f"ndxp: {sentence}")) == (64, True)


def test_a_hub_that_explains_nothing_leaves_what_can_be_told_here(run, write) -> None:
    with serve_hub(HubSettings(diagnostics=False)) as hub:
        write(base_url=hub.url)
        found = run("token", "explain", "--json")
    told_by = {check["told_by"] for check in json.loads(found.out)["checks"]}
    assert (found.status, told_by) == (0, {"client"})
