"""The command ndxp-mocks, mostly in a process of its own."""

import json
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from ndxp_mocks.cli.main import main
from ndxp_mocks.messages import ENGLISH, VIETNAMESE, language_of


@contextmanager
def running(*words: str) -> Iterator[subprocess.Popen[str]]:
    """The command until Ctrl-C, in English unless it asks for something else."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            yield process
        finally:
            process.kill()


def said_until(process: subprocess.Popen[str], last: str) -> str:
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith(last):
            return said
    raise AssertionError(said + process.communicate()[1])


def ended(process: subprocess.Popen[str], by: signal.Signals) -> tuple[int, str]:
    process.send_signal(by)
    _, complaints = process.communicate(timeout=120)
    return process.returncode, complaints


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM])
def test_platform_is_served_until_it_is_stopped(command: tuple[str, ...], by: signal.Signals) -> None:
    with running(*command, "platform", "--fault", "data-on-plain-http") as process:
        said = said_until(process, "Press Ctrl-C")
        address, ca_file = re.findall(r"^(?:https address|CA file): (.*)$", said, re.MULTILINE)
        answer = httpx.get(
            f"{address}/openapi.json", verify=ssl.create_default_context(cafile=ca_file), trust_env=False
        )
        assert answer.status_code == 200
        assert "SIMULATED" in said
        assert "faults: data-on-plain-http" in said
        assert ended(process, by) == (0, "")
    assert not Path(ca_file).exists()


def test_fleet_is_served_until_it_is_stopped(command: tuple[str, ...], tmp_path: Path) -> None:
    with running(*command, "--lang", "vi", "fleet", "--seed", "7", "--directory", str(tmp_path)) as process:
        said = said_until(process, "Nhấn Ctrl-C")
        assert "MÔ PHỎNG" in said
        assert len(re.findall(r"https://localhost:\d+/v1", said)) == 79
        assert len(list((tmp_path / "records").iterdir())) == 79
        assert ended(process, signal.SIGINT) == (0, "")


def test_fleet_of_another_list_is_served_and_told(command: tuple[str, ...], tmp_path: Path) -> None:
    with running(*command, "--lang", "en", "fleet", "--list", "2024", "--directory", str(tmp_path)) as process:
        said = said_until(process, "Press Ctrl-C")
        assert "list: 2765/BTTTT-CĐSQG of 15/07/2024; 44 of its 103 members, as far as they are known by name" in said
        assert len(re.findall(r"https://localhost:\d+/v1", said)) == 44
        assert (tmp_path / "records" / "mot-lgsp.yaml").is_file()
        assert ended(process, signal.SIGINT) == (0, "")


def test_platform_of_any_list_is_served_alone_with_what_it_speaks_beside_rest(command: tuple[str, ...]) -> None:
    with running(*command, "--lang", "vi", "platform", "--slug", "mps-national-population-db") as process:
        said = said_until(process, "Nhấn Ctrl-C")
        (wsdl,) = re.findall(r"^giao thức khác ngoài REST bắt đầu ở: (.*)$", said, re.MULTILINE)
        (ca_file,) = re.findall(r"^tệp CA: (.*)$", said, re.MULTILINE)
        described = httpx.get(wsdl, verify=ssl.create_default_context(cafile=ca_file), trust_env=False)
        assert "XacThucThongTinCongDan" in described.text
        assert ended(process, signal.SIGINT) == (0, "")


def test_platform_of_no_list_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "en", "platform", "--slug", "nix"]) == 64
    assert "no platform of a list is called nix" in capsys.readouterr().err


def test_port_can_be_chosen(command: tuple[str, ...]) -> None:
    with running(*command, "platform") as first:
        taken = re.findall(r"localhost:(\d+)", said_until(first, "Press Ctrl-C"))[0]
        refused = subprocess.run([*command, "platform", "--port", taken], capture_output=True, text=True, check=False)
        assert refused.returncode == 64
        assert f"port {taken}" in refused.stderr
        assert ended(first, signal.SIGINT) == (0, "")
    for _ in range(5):  # because anybody on this machine may take a free port before we do
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with running(*command, "platform", "--port", str(port)) as second:
            said = second.stdout.readline() if second.stdout else ""
            if said:
                assert f"localhost:{port}/v1" in said + said_until(second, "Press Ctrl-C")
                return
    pytest.fail("no free port could be had in five tries")


def test_faults_lead_to_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults", "--lang", "en"]) == 0
    assert re.search(
        r"^old-tls +endpoint\.old_tls_is_refused +The listener also", capsys.readouterr().out, re.MULTILINE
    )


def test_faults_are_told_in_vietnamese(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--lang", "vi", "faults"]) == 0
    assert "Chứng thư số đã hết hạn" in capsys.readouterr().out


def test_faults_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["faults", "--format", "json"]) == 0
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["expired-certificate"]["rule"] == "endpoint.certificate_is_in_date"
    assert set(rows["old-tls"]["description"]) == {"en", "vi"}


def test_unknown_fault_is_bad_usage_and_the_known_ones_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["platform", "--lang", "en", "--fault", "nix"]) == 64
    complaint = capsys.readouterr().err
    assert "unknown fault nix, known are: accepts-anything, " in complaint
    assert ", data-on-plain-http, " in complaint


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nothing"],
        ["platform", "--port", "x"],
        ["platform", "--port", "70000"],
        ["platform", "--port", "\N{ARABIC-INDIC DIGIT THREE}"],
        ["platform", "--port", "9" * 5000],
        ["fleet", "--seed", "x"],
        ["--lang"],
    ],
)
def test_bad_usage_is_64_and_says_why(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 64
    assert capsys.readouterr().err.startswith("ndxp-mocks: ")


def test_directory_that_cannot_be_written_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["fleet", "--lang", "en", "--directory", str(tmp_path / "file")]) == 64
    assert "cannot write to" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["--help"], ["platform", "--help"], ["fleet", "--help"], ["faults", "--help"]])
def test_help_is_given(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended_early:
        main(["--lang", "en", *words])
    assert ended_early.value.code == 0
    assert "ndxp-mocks" in capsys.readouterr().out


@pytest.mark.parametrize("words", [["--help"], ["platform", "--help"], ["fleet", "--help"], ["faults", "--help"]])
def test_help_in_vietnamese_has_no_english_of_the_parser(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--lang", "vi", *words])
    said = capsys.readouterr().out
    assert said.startswith("cách dùng: ndxp-mocks")
    assert "\ntùy chọn:\n" in said
    assert not re.search("usage|options|positional|show this", said)


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ([], "thiếu tham số: LỆNH"),
        (["nothing"], "tham số LỆNH: giá trị không hợp lệ: 'nothing' (hãy chọn trong "),
        (["faults", "--more"], "không có tham số: --more"),
        (["platform", "--port"], "tham số --port: cần một giá trị"),
        (["platform", "--fault"], "tham số --fault: cần ít nhất một giá trị"),
        (["platform", "--port", "x"], "tham số --port: 'x' không phải là cổng từ 0 đến 65535"),
        (["fleet", "--seed", "x"], "tham số --seed: không phải là số nguyên: 'x'"),
    ],
)
def test_bad_usage_is_explained_in_vietnamese(
    words: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--lang", "vi", *words]) == 64
    assert capsys.readouterr().err.startswith(f"ndxp-mocks: {complaint}")


@pytest.mark.parametrize("words", [["faults", "--format", "json"], ["faults"], ["--help"], ["platform"]])
def test_output_that_nobody_reads_ends_the_command_quietly(command: tuple[str, ...], words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        done = subprocess.run([*command, *words], stdout=nobody, stderr=subprocess.PIPE, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (130, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is always full")
@pytest.mark.parametrize("words", [["faults", "--format", "json"], ["--help"], ["platform"]])
def test_output_that_cannot_be_written_is_told_in_one_line(command: tuple[str, ...], words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*command, "--lang", "en", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False, timeout=120
        )
    assert done.returncode == 64
    assert done.stderr == "ndxp-mocks: cannot write the output: the disk is full\n"


@pytest.mark.skipif(sys.platform == "win32", reason="closes a descriptor by the shell")
@pytest.mark.parametrize("words", [["faults"], ["--help"], ["platform"]])
def test_an_output_that_is_closed_is_told_in_one_line(command: tuple[str, ...], words: list[str]) -> None:
    line = " ".join((*command, "--lang", "en", *words, ">&-"))
    done = subprocess.run(["sh", "-c", line], stderr=subprocess.PIPE, text=True, check=False, timeout=120)
    assert done.returncode == 64
    assert done.stderr == "ndxp-mocks: cannot write the output: it is closed\n"


def test_language_comes_from_the_environment() -> None:
    assert language_of({"LC_ALL": "vi_VN.UTF-8", "LANG": "en_US"}) == "vi"
    assert language_of({"LC_ALL": "", "LANG": "vi_VN"}) == "vi"
    assert language_of({"LANG": "C"}) == "en"
    assert language_of({}) == "en"


def test_both_languages_say_the_same_things() -> None:
    assert set(ENGLISH) == set(VIETNAMESE)
    for key, text in ENGLISH.items():
        assert set(re.findall(r"{\w+}", text)) == set(re.findall(r"{\w+}", VIETNAMESE[key]))
