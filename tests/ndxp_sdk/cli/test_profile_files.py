"""Profile files: where they are found, what stands in them, and what is said of a wrong one."""

import asyncio
import pickle
import sys
from pathlib import Path

import pytest

from ndxp_sdk import AsyncClient, Client
from ndxp_sdk.errors import InvalidConfiguration, SecretUnavailable
from ndxp_sdk.profiles import load, names

PLANTED = "hunter2-planted"

WHOLE = """
default = "whole"

[profiles.whole]
base_url = "https://hub.example/sub"
client = "VN/GOV/G22/mot-cua"
dialect = {kind = "adapter", prefix = "VXPAdapter", destination_in = "header", usual_headers = {Accept = "text/xml"}}
token_url = "https://issuer.example/token"
issuer = "https://issuer.example"
token_cache = "tokens"
proxy = "http://proxy.example:3128"
trust_env = true
language = "vi"

[profiles.whole.timeout]
total = 20
read = 5.5

[profiles.whole.tls]
ca = "ca.pem"
system_store = true
client_certificate = "/etc/own.pem"
client_key = "own.key"
password = "file:password.txt"
pins = ["{pin}"]
server_name = "other.example"

[profiles.whole.credential]
kind = "mutual-tls"
client_id = "mot-cua"

[profiles.whole.audit]
file = "audit.jsonl"
sync = "never"
on_failure = "warn"
system = "VN/GOV/G22/mot-cua"
legal_basis = "278/2025"
""".replace("{pin}", "ab" * 32)

CREDENTIALS = {
    "ClientSecret": 'kind = "client-secret", client_id = "a", secret = "env:A", method = "post", encodes = false',
    "PrivateKeyJwt": 'kind = "private-key-jwt", client_id = "a", key = "file:k.pem", passphrase = "env:B", life = 30',
    "LgspAccessToken": (
        'kind = "lgspaccesstoken", access_key = "a", secret_key = "env:A", app_name = "b", partner_code = "c"'
    ),
    "SessionLogin": 'kind = "session-login", url = "https://a.example", username = "a", password = "env:A", life = 9',
    "TimestampedBasic": 'kind = "timestamped-basic", username = "a", secret = "env:A", unit = "s", letters = "upper"',
    "ApiKey": 'kind = "api-key", key = "cmd:pass show key", field = "X-Key"',
    "StaticToken": 'kind = "static-token", value = "env:A"',
    "TokenFile": 'kind = "token-file", path = "token"',
    "Chained": (
        'kind = "chained", credentials = [{kind = "static-token", value = "env:A"}, {kind = "token-file", path = "t"}]'
    ),
}


@pytest.fixture
def file(tmp_path: Path):
    def write(text: str, name: str = "ndxp.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    return write


def test_every_setting_reaches_the_client(file, tmp_path) -> None:
    profile = load(file=file(WHOLE))
    settings = profile.settings()
    assert (profile.name, profile.base_url, profile.language) == ("whole", "https://hub.example/sub", "vi")
    assert str(settings["client"]) == "VN/GOV/G22/mot-cua"
    assert (settings["dialect"].name, settings["dialect"].prefix) == ("adapter", "VXPAdapter")
    assert settings["dialect"].usual_headers == (("Accept", "text/xml"),)
    assert (settings["timeout"].total, settings["timeout"].read, settings["timeout"].connect) == (20, 5.5, 10)
    tls = settings["tls"]
    assert (tls.ca, tls.client_certificate, tls.server_name) == (
        tmp_path / "ca.pem",
        Path("/etc/own.pem"),
        "other.example",
    )
    assert tls.password.reference == f"file:{tmp_path / 'password.txt'}"
    assert settings["credential"].certificate == Path("/etc/own.pem"), "tokens are bound to the certificate of TLS"
    assert settings["token_cache"].folder == tmp_path / "tokens"
    assert (settings["proxy"], settings["trust_env"]) == ("http://proxy.example:3128", True)
    assert settings["audit"].context.legal_basis == "278/2025"
    assert repr(settings["audit"].sink) == f"AuditFile('{tmp_path / 'audit.jsonl'}', sync='never')"


@pytest.mark.parametrize(("kind", "table"), CREDENTIALS.items(), ids=CREDENTIALS)
def test_every_kind_of_credential_can_be_written(file, kind, table) -> None:
    profile = load(file=file(f'[profiles.a]\nbase_url = "https://a.example"\ncredential = {{{table}}}'))
    assert type(profile.given["credential"]).__name__ == kind


@pytest.mark.parametrize("dialect", ['"direct"', '{kind = "gateway", apis = {"VN/GOV/G12/a/b" = "b/1.0"}}', '"xroad"'])
def test_a_dialect_is_a_word_or_a_table(file, dialect) -> None:
    profile = load(file=file(f'[profiles.a]\nbase_url = "https://a.example"\ndialect = {dialect}'))
    assert profile.given["dialect"].name in dialect


WRONG = {
    'tsl = {ca = "x"}': ("3: profiles.a.tsl: there is no such setting; did you mean tls?", "có phải là tls?"),
    "zzz = 1": (
        "3: profiles.a.zzz: there is no such setting; known are: base_url, dialect,",
        "các thiết lập có: base_url",
    ),
    f'credential = {{kind = "client-secret", client_id = "a", secret = "{PLANTED}"}}': (
        "3: profiles.a.credential.secret: this is the place of a secret",
        "không bao giờ ghi bí mật ở đây",
    ),
    f'tls = {{ca = "a", password = "{PLANTED}"}}': ("tls.password: this is the place of a secret", "bí mật"),
    f'proxy = "http://user:{PLANTED}@proxy.example"': ("proxy: this is the place of a secret", "bí mật"),
    'credential = {kind = "client-secret", client_id = "a"}': (
        "the setting secret is missing",
        "thiếu thiết lập secret",
    ),
    'credential = {client_id = "a"}': (
        "the setting kind is missing; it is one of: client-secret,",
        "thiếu thiết lập kind",
    ),
    'credential = {kind = "clientsecret"}': ('"clientsecret" is none of: client-secret,', "không thuộc các giá trị"),
    'credential = {kind = "chained", credentials = []}': ("a list of credentials is expected", "cần một danh sách"),
    "credential = 1": ("a table is expected", "cần một bảng"),
    'dialect = "soap"': ('"soap" is none of: xroad, adapter, gateway, direct', "không thuộc các giá trị"),
    "dialect = 1": ("one of these words is expected: xroad", "cần một trong các từ"),
    'dialect = {apis = {a = "b"}}': ("the setting kind is missing", "thiếu thiết lập kind"),
    'dialect = {kind = "gateway", apsi = {}}': ("dialect.apsi: there is no such setting; did you mean apis?", "apis"),
    'client = "mot-cua"': ("profiles.a.client: ", "profiles.a.client: "),
    "client = 3": ("a text is expected", "cần một chuỗi ký tự"),
    "trust_env = 1": ("true or false is expected", "cần true hoặc false"),
    "timeout = {total = 0}": ("seconds above 0 are expected", "cần số giây lớn hơn 0"),
    'timeout = "long"': ("seconds above 0 are expected", "cần số giây lớn hơn 0"),
    'tls = {pins = "ab"}': ("a list of texts is expected", "cần một danh sách chuỗi ký tự"),
    'tls = {pins = ["ab"]}': ("a pin is the SHA-256 of a certificate", "mỗi pin là SHA-256"),
    'tls = {client_key = "a"}': ("the two belong together", "phải đi cùng nhau"),
    'audit = {system = "a"}': ("the setting file is missing", "thiếu thiết lập file"),
    'audit = {file = "a", sync = "yes"}': ('"yes" is none of: always, never', "không thuộc các giá trị: always, never"),
    'language = "fr"': ('"fr" is none of: vi, en', "không thuộc các giá trị: vi, en"),
    'credential = {kind = "private-key-jwt", client_id = "a", key = "env:A", life = 1.5}': (
        "whole seconds",
        "số giây nguyên",
    ),
}


@pytest.mark.parametrize(("line", "told"), WRONG.items(), ids=range(len(WRONG)))
def test_a_wrong_setting_is_named_with_its_line_in_both_languages(run, file, line, told) -> None:
    path = file(f'[profiles.a]\nbase_url = "https://a.example"\n{line}\n')
    english, vietnamese = run("services", "list"), run("services", "list", "--lang", "vi")
    assert (english.status, vietnamese.status) == (64, 64)
    assert english.err.startswith(f"ndxp: {path}:3: profiles.a.")
    assert told[0] in english.err
    assert told[1] in vietnamese.err
    assert PLANTED not in english.err + vietnamese.err
    with pytest.raises(InvalidConfiguration, match=r":3: profiles\.a\."):
        load("a", path)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[profiles.a\n", "this is no TOML: "),
        ("[profiles]\n", "there is no profile in this file: `ndxp profiles --example` prints one"),
        ("[profiles.tset]\nbase_url = 'https://a.example'", "there is no profile test; did you mean tset?"),
        ("[test]\n", "1: test: there is no such setting; known are: default, profiles"),
        ("profiles = 1", "1: profiles: profiles stand in tables of their own"),
        ("[profiles.test]\nclient = 'VN/GOV/A/b'", "1: profiles.test: the setting base_url is missing"),
        ("[profiles.test]\nbase_url = 'hub.example'", "2: profiles.test.base_url: an address that begins with http://"),
        (
            "[profiles.test]\nbase_url = 'https://u:p@hub.example'",
            "2: profiles.test.base_url: the address holds a user",
        ),
    ],
)
def test_a_wrong_file_is_told_of(run, file, text, told) -> None:
    path = file(text)
    assert f"{path}:{told}" in (found := run("doctor", "--profile", "test").err) or f"{path}: {told}" in found
    assert run("doctor", "--profile", "test").status == 64


def test_bytes_that_are_no_text_are_no_profile(run, tmp_path) -> None:
    (tmp_path / "ndxp.toml").write_bytes(b"\xff\xfe[")
    assert "this file is no UTF-8 text" in run("profiles").err


def test_lines_are_found_through_comments_long_texts_and_dotted_names(file) -> None:
    path = file(
        '# [profiles.a]\n"profiles".b.base_url = """\nx\n[profiles.a]\ntsl = 1\n"""\n\n[ profiles . a ] # x\n'
        'base_url = "https://a.example"\ntls . "cc" = "x"\n\n'
    )
    with pytest.raises(InvalidConfiguration, match=r":10: profiles\.a\.tls\.cc: .* known are: ca,"):
        load("a", path)


def test_the_file_is_the_named_one_or_the_nearest_or_the_users(run, file, tmp_path, monkeypatch) -> None:
    def text(name: str) -> str:
        return f'[profiles.{name}]\nbase_url = "https://{name}.example"\n'

    file(text("users"), "settings/ndxp/ndxp.toml")
    assert names() == ("users",)
    file(text("above"))
    (tmp_path / "deep" / "down").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "deep" / "down")
    assert names() == ("above",)
    monkeypatch.setenv("NDXP_CONFIG", str(file(text("environment"), "b.toml")))
    assert names() == ("environment",)
    assert names(file(text("argument"), "c.toml")) == ("argument",)
    monkeypatch.setenv("NDXP_CONFIG", "nowhere.toml")
    assert "ndxp: nowhere.toml: there is no such file" in run("services", "list").err


def test_no_file_at_all_is_said_with_what_to_do(run) -> None:
    found = run("services", "list")
    assert (found.status, "no ndxp.toml was found" in found.err) == (64, True)
    assert names() == ()


def test_the_profile_is_the_named_one_or_the_default_or_the_only_one(file, monkeypatch) -> None:
    one = '[profiles.{0}]\nbase_url = "https://{0}.example"\n'
    path = file(one.format("a"))
    monkeypatch.delenv("NDXP_PROFILE", raising=False)
    assert load(file=path).name == "a"
    path = file(one.format("a") + one.format("b"))
    with pytest.raises(InvalidConfiguration, match=r"no profile was named, .* known are: a, b"):
        load(file=path)
    path = file('default = "b"\n' + one.format("a") + one.format("b"))
    assert load(file=path).name == "b"
    assert load(file=path, environment={"NDXP_PROFILE": "a"}).name == "a"
    assert load("b", path, environment={"NDXP_PROFILE": "a"}).name == "b"


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_file_that_anybody_may_change_is_used_only_when_it_is_named(run, file) -> None:
    path = file('[profiles.a]\nbase_url = "https://a.example"\n')
    path.chmod(0o666)
    found = run("profiles")
    assert (found.status, "everybody may change it" in found.err) == (64, True)
    assert run("profiles", "--config", path).status == 0


def test_a_client_is_made_from_a_profile_and_what_is_said_besides(file) -> None:
    path = file(WHOLE.replace('token_cache = "tokens"\n', ""))
    with Client.from_profile("whole", path, client="VN/GOV/G01/other", audit=None) as client:
        assert repr(client) == "Client(https://hub.example)"
        assert str(client.config.client) == "VN/GOV/G01/other"
        assert client.config.audit is None

    async def opened() -> str:
        async with AsyncClient.from_profile(file=path) as other:
            return str(other.config.client)

    assert asyncio.run(opened()) == "VN/GOV/G22/mot-cua"


def test_the_address_of_a_proxy_may_be_a_secret(file, monkeypatch) -> None:
    path = file('[profiles.a]\nbase_url = "https://a.example"\nproxy = "env:TEST_PROXY"')
    monkeypatch.delenv("TEST_PROXY", raising=False)
    profile = load(file=path)
    with pytest.raises(SecretUnavailable):
        profile.settings()
    monkeypatch.setenv("TEST_PROXY", f"http://u:{PLANTED}@proxy.example:3128")
    assert PLANTED in str(profile.settings()["proxy"])
    assert PLANTED not in repr(profile)


def test_what_is_wrong_can_be_pickled(file) -> None:
    with pytest.raises(InvalidConfiguration) as caught:
        load("nobody", file(WHOLE))
    again = pickle.loads(pickle.dumps(caught.value))
    assert (str(again), again.template, again.parameters) == (
        str(caught.value),
        "there is no profile {name}; known are: {known}",
        {"name": "nobody", "known": "whole"},
    )


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_example_can_be_read_as_it_is_and_line_by_line_without_its_comments(run, file, lang) -> None:
    text = run("profiles", "--example", "--lang", lang).out
    assert load(file=file(text)).given["credential"].client_id == "mot-cua"
    settings = "\n".join(line.removeprefix("# ") for line in text.splitlines()[1:])
    assert load(file=file(settings)).given["audit"] is not None


def test_profiles_are_listed_without_anything_secret(run, file) -> None:
    key = '[profiles.key]\nbase_url = "https://key.example"\ncredential = {kind = "api-key", key = "cmd:x --y"}'
    path = file(f'{WHOLE}\n{key}\n[profiles.broken]\nclient = "VN/GOV/A/b"')
    text = run("profiles", "--lang", "en")
    assert text.status == 0
    assert [line.split() for line in text.out.splitlines()] == [
        ["PROFILE", "ADDRESS", "DIALECT", "OWN", "SYSTEM", "CREDENTIAL"],
        ["whole", "*", "https://hub.example/sub", "adapter", "VN/GOV/G22/mot-cua", "mutual-tls"],
        ["key", "https://key.example", "xroad", "-", "api-key"],
        ["broken", "-", "-", "-", "-"],
    ]
    assert f"from {path}" in text.err
    assert "the setting base_url is missing" in text.err
    listed = run("profiles", "--json").out
    assert '"credential": "mutual-tls"' in listed
    assert "cmd:" not in listed + text.out
