"""Whatever stands in the file or on the command line: a documented exit status, one language, never a traceback.

More trials: NDXP_TRIALS=20000 NDXP_SEED=1 python -m pytest tests/ndxp_sdk/cli/test_anything.py
"""

import os
import random
import subprocess
import sys

import pytest

from ndxp_sdk.cli.example import example
from ndxp_sdk.cli.exit_status import TABLE
from ndxp_sdk.locale import words

from .conftest import SERVICE

TRIALS = int(os.environ.get("NDXP_TRIALS", "40"))
SEED = int(os.environ.get("NDXP_SEED", "20261128"))
DOCUMENTED = {status for status, _ in TABLE}
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="files of POSIX")
HERE = "http://127.0.0.1:9"  # where nothing listens
SOUND = example(words("en")).replace("https://hub.example", HERE)
WHOLE = "\n".join(line.removeprefix("# ") for line in SOUND.splitlines()[1:]).replace(
    '"http://proxy.example:3128"', '"x"'
)
PLAIN_VALUES = r"""
    "" "\u0000" "a\nb" 0 -1 1e999 nan inf true [] [[]] {} 1979-05-27 07:32:00 "env:" "file:~nobody/x" "~nobody/x" "cmd:"
    "/" "é" '''x "http://[::1" "http://127.0.0.1:99999" "https://"
"""
VALUES = (
    *PLAIN_VALUES.split(),
    '"env:A B"',
    f'"{"x" * 5000}"',
    "9" * 400,
    "9" * 5000,
    "[" * 3000,
    f'"VN/GOV/{"x/" * 50}"',
)
PLAIN_WORDS = """
    call doctor download openapi profiles services token transactions list get search show explain --json --body --data
    --query --header --output --limit --lang vi en --profile staging --config ndxp.toml --client VN/GOV/EXAMPLE/portal
    --ca --timeout 0.2 --help --version -- - --jsno -x { @- @ @. https://a.example 1 0 -1 GET /x /x?y /../x VN/GOV
    --base-url http:// http://[ --no-color --from-gateway --acknowledge --example --after 2026-01-01 yesterday --cursor
    --type text/xml --user-id --agreement . /dev/null
"""
WORDS = (
    *PLAIN_WORDS.split(),
    *("", " ", "\x00", "\udcff", "é" * 50, "x" * 3000, "a\nb", SERVICE, HERE),
)


def sane(found, *, of: object) -> None:
    told = found.err + (found.out if "--body" not in str(of) else "")
    assert found.status in DOCUMENTED, of
    assert "Traceback" not in told, of
    assert "internal error" not in told, (of, found.err)


def mutated(chance: random.Random) -> bytes:
    lines = chance.choice((SOUND, WHOLE)).splitlines()
    for _ in range(chance.randint(1, 4)):
        place = chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                del lines[place]
            case 1:
                lines.insert(place, lines[chance.randrange(len(lines))])
            case 2 | 3:
                lines[place] = f"{lines[place].partition('=')[0]}= {chance.choice(VALUES)}"
            case 4:
                lines[place] = lines[place][: chance.randint(0, len(lines[place]))]
            case 5:
                lines[place] = lines[place].replace(
                    chance.choice("[]=\"'.#abcdefgh "), chance.choice("[]=\"'.#é\t\x00x"), 1
                )
            case 6:
                lines[place] = lines[place].replace("profiles", chance.choice(("profile", "profiles.x", "default", "")))
        lines = lines or [""]
    text = chance.choice(("\n", "\n", "\r\n", "\r")).join(lines).encode("utf-8", "surrogatepass")
    return chance.choice((text, text, text, b"\xef\xbb\xbf" + text, text + b"\xff", text.decode().encode("utf-16")))


@pytest.mark.usefixtures("sockets_and_processes")
def test_any_profile_file_is_read_or_explained(run, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("NDXP_CLIENT_SECRET", "x")
    chance = random.Random(SEED)
    commands = [("profiles",), ("profiles", "--json"), ("services", "list"), ("call", SERVICE, "GET", "/x")]
    for trial in range(TRIALS):
        content = mutated(chance)
        (tmp_path / "ndxp.toml").write_bytes(content)
        command = (
            *chance.choice(commands),
            *chance.choice(((), ("--lang", "vi"), ("--lang", "en"), ("--profile", "x"))),
        )
        timeout = () if command[0] == "profiles" else ("--timeout", "0.3")
        sane(run(*command, *timeout), of=(SEED, trial, command, content))


def test_any_command_line_is_carried_out_or_explained(run, tmp_path, monkeypatch) -> None:
    (tmp_path / "ndxp.toml").write_text(f"{SOUND.partition('[profiles.staging.cred')[0]}timeout = 0.3\n")
    monkeypatch.setattr(sys, "stdin", None)
    chance = random.Random(SEED)
    for trial in range(TRIALS):
        given = [chance.choice(WORDS) for _ in range(chance.randint(0, 8))]
        sane(run(*given), of=(SEED, trial, given))


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", {"en": "there is no profile in this file", "vi": "chưa có hồ sơ cấu hình nào"}),
        (b'default = "x"', {"en": "there is no profile in this file", "vi": "chưa có hồ sơ cấu hình nào"}),
        (b"\xff\xfe[\x00", {"en": "this file is no UTF-8 text", "vi": "UTF-8"}),
        (b"\x00" * 100, {"en": "this is no TOML", "vi": "TOML"}),
        (b"#" * 2_000_000, {"en": "longer than 1000000 bytes", "vi": "dài hơn 1000000 byte"}),
        (b"a = " + b"[" * 100_000, {"en": "nested too deeply", "vi": "lồng nhau quá sâu"}),
        (b"a = " + b"9" * 5000, {"en": "this is no TOML", "vi": "TOML"}),
        (b"default = [", {"en": "(at end of document)", "vi": "(ở cuối tệp)"}),
    ],
)
def test_a_file_that_is_none_is_told_of_before_anything_else(run, tmp_path, lang, content, told) -> None:
    (tmp_path / "ndxp.toml").write_bytes(content)
    for command in (("doctor",), ("profiles",), ("services", "list"), ("doctor", "--lang", lang)):
        found = run(*command)
        assert found.status == (0 if command == ("profiles",) and not content.strip(b'default = "x') else 64)
        sane(found, of=command)
    assert told[lang] in run("doctor", "--lang", lang).err


@POSIX
def test_what_cannot_be_a_file_is_told_of(run, tmp_path, monkeypatch) -> None:
    file = tmp_path / "ndxp.toml"
    file.symlink_to(file)
    assert (run("doctor").status, "Too many levels" in run("doctor").err) == (64, True)
    file.unlink()
    file.mkdir()
    assert "this is a folder" in run("doctor").err
    file.rmdir()
    os.mkfifo(file)
    assert "this is no ordinary file" in run("doctor").err
    file.unlink()
    for named in ("~nobody-here/x", "", "a\0b", "x" * 5000, "nowhere/ndxp.toml", "/dev/null", "https://a.example/x"):
        found = run("doctor", f"--config={named}")
        assert (found.status, found.out) == (64, ""), named
        sane(found, of=named)
    monkeypatch.delenv("XDG_CONFIG_HOME")
    monkeypatch.delenv("HOME", raising=False)
    assert run("doctor").status == 64
    for name, value in (("NDXP_PROFILE", "x"), ("NDXP_CONFIG", "."), ("NDXP_CONFIG", "x" * 5000), ("LANG", "\udcff")):
        monkeypatch.setenv(name, value)
        found = run("doctor")
        assert found.status == 64
        sane(found, of=(name, value))


@pytest.mark.usefixtures("sockets_and_processes")
@POSIX
@pytest.mark.parametrize("line", [
    'mkdir gone && cd gone && rmdir "$PWD" && exec {ndxp} profiles',
    "exec {ndxp} call a GET /x --body @- <&-",
    "LC_ALL=C LANG=C exec {ndxp} --lang vi profiles",
    "env -i {ndxp} profiles",
    "exec {ndxp} profiles 2>/dev/full",
])  # fmt: skip
def test_a_bare_environment_is_no_traceback(tmp_path, line) -> None:
    command = line.format(ndxp=f"{sys.executable} -W error -m ndxp_sdk.cli")
    ran = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert (ran.returncode, b"Traceback" in ran.stderr + ran.stdout) == (64, False)


def test_the_profile_file_is_found_through_a_link(run, tmp_path) -> None:
    (tmp_path / "other.toml").write_text(SOUND)
    (tmp_path / "ndxp.toml").symlink_to("other.toml")
    assert "staging" in run("profiles").out
