"""How a command ends: every exit status, secrets, streams that cannot be written, mistakes of the program."""

import json
import os
import signal
import subprocess
import sys
import threading
import unicodedata
from pathlib import Path

import pytest

import ndxp_sdk
from ndxp_mocks import HubSettings, serve_hub

from .conftest import SECRET, SERVICE
from .servers import head_of, listening

pytestmark = pytest.mark.usefixtures("sockets_and_processes")

COMMAND = (sys.executable, "-W", "error", "-m", "ndxp_sdk.cli")
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals and pipes of POSIX")


def test_0_is_good_and_1_is_a_refusal(run, write) -> None:
    write()
    assert run("services", "list", "--limit", "1").status == 0
    assert run("services", "get", "VN/GOV/G12/nothing/there").status == 1


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_2_is_an_outcome_that_nobody_knows(run, write, lang) -> None:
    with serve_hub(HubSettings(faults={"dead"})) as hub:
        write(base_url=hub.url, credential="")
        found = run("call", SERVICE, "POST", "/enterprises", "--json", "{}", "--lang", lang)
    assert found.status == 2
    known, said = {
        "en": ("OutcomeUnknown: ", "Next: ndxp transactions list --message-id "),
        "vi": ("chưa rõ lời gọi đã được thực hiện hay chưa", "Tiếp theo: ndxp transactions list --message-id "),
    }[lang]
    assert known in found.err
    assert said in found.err


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_3_is_nothing_sent(run, write, dead_port, lang) -> None:
    write(base_url=f"http://127.0.0.1:{dead_port}")
    found = run("services", "list", "--lang", lang, "--timeout", "2", "--json")
    assert found.status == 3
    assert json.loads(found.out)["error"]["sent"] == "no"
    assert {"en": "Nothing of the request left this machine", "vi": "rời khỏi máy này"}[lang] in found.err


def test_3_is_also_a_token_that_is_refused(run, write) -> None:
    write(credential='kind = "client-secret"\nclient_id = "example-portal"\nsecret = "env:USER_HAS_NO_SUCH_NAME"')
    missing = run("services", "list", "--lang", "vi")
    assert (missing.status, "biến môi trường USER_HAS_NO_SUCH_NAME chưa được đặt" in missing.err) == (64, True)
    write(credential='kind = "client-secret"\nclient_id = "nobody"\nsecret = "env:TEST_SECRET"')
    refused = run("services", "list", "--lang", "vi")
    assert (refused.status, refused.err.startswith("ndxp: bên cấp mã truy cập không chấp nhận client_id")) == (
        3,
        True,
    )


def test_64_is_wrong_usage_with_the_usage_shown(run) -> None:
    for arguments in ((), ("nonsense",), ("call",), ("services",), ("services", "list", "--limit", "0")):
        found = run(*arguments)
        assert found.status == 64
        assert "usage: ndxp" in found.out + found.err


@POSIX
def test_130_is_interrupted_and_says_where_to_look(write, tmp_path) -> None:
    came, done = threading.Event(), threading.Event()

    def hold(connection) -> None:
        head_of(connection)
        came.set()
        done.wait(30)

    with listening(hold) as port:
        write(base_url=f"http://127.0.0.1:{port}", credential="")
        process = subprocess.Popen(
            [*COMMAND, "call", SERVICE, "POST", "/x", "--json", "{}"], cwd=tmp_path, stderr=subprocess.PIPE, text=True
        )
        assert came.wait(30)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        done.set()
    assert process.returncode == 130
    first, last = err.splitlines()
    assert first.startswith("perhaps it was sent: ndxp transactions list --message-id ")
    assert last == "ndxp: interrupted"


@POSIX
def test_nobody_reads(tmp_path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as pipe:
        process = subprocess.run(
            [*COMMAND, "profiles", "--example"], cwd=tmp_path, stdout=pipe, stderr=subprocess.PIPE, check=False
        )
    assert (process.returncode, process.stderr) == (130, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is full")
def test_a_full_disk(tmp_path) -> None:
    command = [*COMMAND, "--lang", "vi", "profiles", "--example"]
    with Path("/dev/full").open("wb") as full:
        process = subprocess.run(command, cwd=tmp_path, stdout=full, stderr=subprocess.PIPE, check=False)
    assert process.returncode == 2
    assert process.stderr.decode().startswith("ndxp: không ghi được kết quả: ")


@POSIX
@pytest.mark.parametrize("words", ["profiles --example", "--help", "--version"])
def test_a_closed_output_is_told(tmp_path, words) -> None:
    line = " ".join((*COMMAND, "--lang", "vi", words, ">&-"))
    process = subprocess.run(["sh", "-c", line], cwd=tmp_path, stderr=subprocess.PIPE, check=False)
    assert (process.returncode, process.stderr.decode().count("\n")) == (2, 1)
    assert process.stderr.decode().startswith("ndxp: không ghi được kết quả: ")


@POSIX
def test_no_output_at_all(tmp_path) -> None:
    line = " ".join((*COMMAND, "profiles", "--example", ">&-", "2>&-"))
    assert subprocess.run(["sh", "-c", line], cwd=tmp_path, check=False).returncode == 2


@pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "ascii"])
def test_vietnamese_is_whole_on_every_console(tmp_path, encoding) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": encoding}
    process = subprocess.run(
        [*COMMAND, "--help", "--lang", "vi"], cwd=tmp_path, env=environment, capture_output=True, check=True
    )
    text = process.stdout.decode("utf-8")
    assert "tùy chọn chung:" in text
    assert unicodedata.is_normalized("NFC", text)


CRASHING = """
import sys
from ndxp_sdk.cli import commands, main

commands.__path__.append(sys.argv[1])
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_mistake_of_the_program_is_one_sentence_and_shows_no_value(tmp_path, lang) -> None:
    run = 'def run(options, words): raise ValueError("hunter2-planted")'
    (tmp_path / "crash.py").write_text(f'HELP = "x"\ndef configure(parser, words): ...\n{run}\n')
    command = [sys.executable, "-c", CRASHING, str(tmp_path), "crash", "--lang", lang]
    brief = subprocess.run(command, capture_output=True, cwd=tmp_path, check=False)
    verbose = subprocess.run([*command, "--verbose"], capture_output=True, cwd=tmp_path, check=False)
    assert (brief.returncode, verbose.returncode) == (2, 2)
    first, second = brief.stderr.decode().splitlines()
    assert first.startswith({"en": "ndxp: internal error (ValueError)", "vi": "ndxp: lỗi nội bộ (ValueError)"}[lang])
    assert "--verbose" in second
    assert "crash.py:3 run" in verbose.stderr.decode()
    assert b"hunter2" not in brief.stderr + verbose.stderr
    assert b"Traceback" not in brief.stderr + verbose.stderr


SECRETIVE = [
    ("services", "list", "--verbose"),
    ("services", "get", "VN/GOV/G12/nothing/there", "--verbose", "--json"),
    ("call", SERVICE, "GET", "/enterprises", "--verbose", "--json-output"),
    ("token", "explain", "--verbose"),
    ("token", "explain", "--json"),
    ("doctor", "--verbose"),
    ("doctor", "--json"),
    ("profiles",),
    ("profiles", "--json"),
    ("transactions", "list", "--verbose"),
]


@pytest.mark.parametrize("arguments", SECRETIVE, ids=" ".join)
def test_no_secret_and_no_token_is_ever_printed(run, write, hub, arguments) -> None:
    write(more=f'proxy = "http://127.0.0.1:{hub.port}"' if "profiles" in arguments else "")
    found = run(*arguments)
    whole = found.out + found.err
    assert whole
    assert SECRET not in whole
    assert "eyJ" not in whole
    assert "Basic " not in whole
    assert "Bearer " not in whole


def test_each_call_is_told_of_on_request(run, write) -> None:
    write()
    quiet, verbose = run("services", "list"), run("services", "list", "--verbose")
    assert quiet.err == ""
    assert "ndxp: catalog.services.list: status 200, tries 1" in verbose.err


@POSIX
def test_a_warning_is_one_line_in_the_readers_language(run, write, tmp_path) -> None:
    (tmp_path / "secret").write_text(SECRET)
    (tmp_path / "secret").chmod(0o644)
    write(credential='kind = "client-secret"\nclient_id = "example-portal"\nsecret = "file:secret"')
    found = run("services", "list", "--lang", "vi")
    assert found.status == 0
    assert f"ndxp: mọi người dùng của máy này đều đọc được tệp bí mật {tmp_path / 'secret'}" in found.err
    assert "UserWarning" not in found.err


def test_an_address_alone_takes_no_secret_along(run, write, hub) -> None:
    write()
    found = run("services", "list", "--base-url", hub.url)
    assert (found.status, "IdentityError" in found.err) == (1, True)
    assert run("services", "list", "--base-url", hub.url, "--profile", "test").status == 0
    assert run("services", "list", "--base-url", hub.tls_url).status == 3
    assert run("services", "list", "--base-url", hub.tls_url, "--ca", hub.ca_file).status == 1


def test_the_version_is_told(run) -> None:
    found = run("--version")
    assert (found.status, found.out) == (0, f"ndxp {ndxp_sdk.__version__}\n")
