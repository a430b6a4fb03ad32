"""Help texts in both languages, and options before and after a command."""

import re
import unicodedata

import pytest

COMMANDS = [
    (),
    ("call",),
    ("doctor",),
    ("download",),
    ("openapi",),
    ("profiles",),
    ("services",),
    ("services", "list"),
    ("services", "search"),
    ("services", "get"),
    ("token",),
    ("token", "explain"),
    ("transactions",),
    ("transactions", "list"),
    ("transactions", "get"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_there_in_both_languages(run, command) -> None:
    english, vietnamese = run(*command, "--help"), run(*command, "--help", "--lang", "vi")
    assert (english.status, vietnamese.status) == (0, 0)
    assert english.out.startswith(f"usage: {' '.join(('ndxp', *command))} [-h]")
    assert vietnamese.out.startswith(f"cách dùng: {' '.join(('ndxp', *command))} [-h]")
    assert unicodedata.is_normalized("NFC", vietnamese.out)
    assert "usage" not in vietnamese.out
    assert "common options" not in vietnamese.out
    assert "show this help" not in vietnamese.out


def texts(page: str) -> set[str]:
    """The sentences that explain something, without names of options."""
    return {
        text for line in page.splitlines() if (text := re.sub(r"^\s*\S+.*?(\s{2,}|$)", "", line)) and len(text) > 20
    }


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_sentence_of_the_help_is_left_in_english(run, command) -> None:
    assert texts(run(*command, "--help").out) & texts(run(*command, "--help", "--lang", "vi").out) == set()


def test_every_command_is_listed_and_so_is_every_exit_status(run) -> None:
    text = run("--help").out
    for name in {command[0] for command in COMMANDS if command}:
        assert re.search(rf"^    {name} ", text, re.MULTILINE), name
    for status in (0, 1, 2, 3, 64, 130):
        assert re.search(rf"^  {status} +\S", text, re.MULTILINE), status


def test_common_options_stand_before_or_after_a_command(run, write) -> None:
    write(base_url="https://nobody.invalid")
    assert "cách dùng" in run("--lang", "vi", "services", "--help").out
    assert "cách dùng" in run("services", "--lang", "vi", "list", "--help").out
    before, after = run("--profile", "nobody", "doctor"), run("doctor", "--profile", "nobody")
    assert before.err == after.err
    assert "there is no profile nobody" in before.err


def test_bad_usage_is_told_in_the_readers_language(run) -> None:
    found = run("services", "lst", "--lang", "vi")
    assert (found.status, "lựa chọn không hợp lệ: 'lst'" in found.err) == (64, True)
    found = run("call", "--lang", "vi")
    assert (found.status, "DỊCH_VỤ, PHƯƠNG_THỨC, ĐƯỜNG_DẪN" in found.err) == (64, True)
    assert run("services", "list", "--lang", "fr").status == 64
    assert run("services", "list", "--timeout", "-1").status == 64


def test_the_environment_says_the_language(run, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert run("--help").out.startswith("cách dùng")
    assert run("--help", "--lang", "en").out.startswith("usage")
