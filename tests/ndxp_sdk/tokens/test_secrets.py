"""Secrets by reference."""

import copy
import json
import pickle
import sys
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from ndxp_sdk.errors import InvalidConfiguration, SecretUnavailable
from ndxp_sdk.secrets import LONGEST, Secret

HIDDEN = "hunter2-hunter2"


@dataclass(frozen=True)
class Profile:
    secret: Secret


def _file(folder: Path, content: bytes, mode: int = 0o600) -> str:
    path = folder / "secret"
    path.write_bytes(content)
    path.chmod(mode)
    return f"file:{path}"


def test_an_environment_variable_is_read_at_each_use(monkeypatch: pytest.MonkeyPatch) -> None:
    secret = Secret.at("env:NDXP_TEST_SECRET")
    monkeypatch.setenv("NDXP_TEST_SECRET", "old")
    assert secret.reveal() == "old"
    monkeypatch.setenv("NDXP_TEST_SECRET", "new")
    assert secret.reveal() == "new"


@pytest.mark.parametrize("value", ["abc", "abc\n", "abc\r\n"])
def test_a_variable_that_was_read_from_a_file_is_as_the_file(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("NDXP_TEST_SECRET", value)
    assert Secret.at("env:NDXP_TEST_SECRET").reveal() == "abc"


@pytest.mark.parametrize(("value", "told"), [(None, "is not set"), ("", "is empty"), ("\n", "is empty")])
def test_a_missing_variable_is_named(monkeypatch: pytest.MonkeyPatch, value: str | None, told: str) -> None:
    monkeypatch.delenv("NDXP_TEST_SECRET", raising=False)
    if value is not None:
        monkeypatch.setenv("NDXP_TEST_SECRET", value)
    with pytest.raises(SecretUnavailable, match=f"NDXP_TEST_SECRET {told}"):
        Secret.at("env:NDXP_TEST_SECRET").reveal()


@pytest.mark.parametrize("content", [b"abc", b"abc\n", b"abc\r\n", b"\xef\xbb\xbfabc\n"])
def test_the_newline_at_the_end_of_a_file_is_dropped(tmp_path: Path, content: bytes) -> None:
    assert Secret.at(_file(tmp_path, content)).reveal() == "abc"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"\n", "is empty"),
        (b"\xff\xfe", "no UTF-8"),
        ("mật".encode("utf-16"), "UTF-16, as PowerShell"),
        (b"x" * (LONGEST + 1), "more than"),
    ],
)
def test_a_file_that_is_no_secret_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    with pytest.raises(SecretUnavailable, match=told):
        Secret.at(_file(tmp_path, content)).reveal()


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SecretUnavailable, match=r"cannot be read .*check the path and its permissions"):
        Secret.at(f"file:{tmp_path / 'none'}").reveal()


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX")
def test_a_file_open_to_the_world_is_a_warning(tmp_path: Path) -> None:
    secret = Secret.at(_file(tmp_path, b"abc", 0o644))
    with pytest.warns(UserWarning, match="chmod 600") as caught:
        assert secret.reveal() == "abc"
    assert "abc" not in str(caught[0].message)


def _program(code: str) -> Secret:
    return Secret.at(f'cmd:"{sys.executable}" -c "{code}"')


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_command_gives_its_output_without_a_shell() -> None:
    assert _program("print('a;b $HOME')").reveal() == "a;b $HOME"


@pytest.mark.usefixtures("sockets_and_processes")
@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import sys; sys.exit(f'{3}{4}hidden')", "ends with status 1"),
        ("pass", "is empty"),
        (f"import sys; sys.stdout.write('x' * {LONGEST * 4})", f"gives more than {LONGEST} bytes"),
    ],
)
def test_a_command_that_fails_is_named_and_shows_nothing(
    code: str, told: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SecretUnavailable, match=told) as caught:
        _program(code).reveal()
    assert "34hidden" not in str(caught.value)
    assert "34hidden" not in capfd.readouterr().err


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_command_that_does_not_end_is_stopped() -> None:
    from ndxp_sdk.secrets import _output

    arguments = [sys.executable, "-c", "import time; time.sleep(600)"]
    assert _output(arguments, 0.2) == ("", "gives nothing within 0.2 s")


@pytest.mark.usefixtures("sockets_and_processes")
def test_a_command_that_does_not_exist_is_told() -> None:
    with pytest.raises(SecretUnavailable, match="no-such-program-here does not start"):
        Secret.at("cmd:no-such-program-here --token").reveal()


@pytest.mark.parametrize("plain", [HIDDEN, f"password:{HIDDEN}", "env:", "env:  ", ""])
def test_a_plain_secret_is_refused_with_advice_and_not_repeated(plain: str) -> None:
    with pytest.raises(InvalidConfiguration, match="env:NAME, file:PATH or cmd:PROGRAM") as caught:
        Secret.at(plain)
    assert HIDDEN not in str(caught.value)
    frames = traceback.TracebackException.from_exception(caught.value, capture_locals=True).stack
    assert HIDDEN not in str(
        [frame.locals for frame in frames if frame.filename.endswith("ndxp_sdk/secrets/__init__.py")]
    )


@pytest.mark.parametrize("make", [lambda: Secret(HIDDEN), lambda: Secret.at(f"cmd:echo {HIDDEN}")])
def test_it_never_shows_itself(make: type[Secret]) -> None:
    secret = make()
    shown = [
        repr(secret),
        str(secret),
        f"{secret}",
        f"{secret:>40}",
        "".join(map(str, [secret])),
        repr(asdict(Profile(secret))),
    ]
    shown += [repr(copy.copy(secret)), repr(copy.deepcopy(secret)), repr(Profile(secret)), repr([secret])]
    shown += [repr({name: getattr(secret, name) for name in Secret.__slots__ if name == "_read"})]
    assert HIDDEN not in "".join(shown)
    assert all("***" in text for text in shown[:-1])
    with pytest.raises(TypeError):
        vars(secret)
    with pytest.raises(TypeError):
        json.dumps(secret)


def test_a_reference_is_pickled_and_a_text_is_not() -> None:
    reference = Secret.at("env:NDXP_TEST_SECRET")
    assert pickle.loads(pickle.dumps(reference)) == reference
    with pytest.raises(TypeError, match="is not pickled"):
        pickle.dumps(Secret(HIDDEN))


def test_secrets_compare_by_text_or_reference() -> None:
    assert Secret("a") == Secret("a")
    assert Secret("a") != Secret("b")
    assert Secret.at("env:A") == Secret.at("env:A")
    assert Secret.at("env:A") != Secret("a")
    assert len({Secret.at("env:A"), Secret.at("env:A"), Secret("a")}) == 2


def test_the_home_of_nobody_is_no_place_of_a_secret() -> None:
    with pytest.raises(SecretUnavailable, match=r"~nobody-of-this-name/secret cannot be read"):
        Secret.at("file:~nobody-of-this-name/secret").reveal()
