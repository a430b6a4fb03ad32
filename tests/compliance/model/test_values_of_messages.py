"""What a sentence names is written as its reader does; programs are given days, codes and numbers as they are."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from compliance.loading.validation import type_adapter
from compliance.locale import words
from compliance.model.language import LANGUAGES
from compliance.model.observation.comparison import Difference
from compliance.model.observation.link_check import LinkFailure
from compliance.model.observation.transaction import Side
from compliance.model.observation.trial import Wrong
from compliance.model.text import Coded, Message, Value

DAY = date(2026, 3, 9)
CODES: list[Coded] = [*Wrong, *Difference, *Side, *LinkFailure]


@pytest.mark.parametrize(
    ("value", "english", "vietnamese"),
    [
        (DAY, "9 March 2026", "09/03/2026"),
        (date(1, 1, 1), "1 January 0001", "01/01/0001"),
        (
            datetime(2026, 11, 28, 17, 30, tzinfo=UTC),
            "29 November 2026 00:30:00 (UTC+7)",
            "29/11/2026 00:30:00 (UTC+7)",
        ),
        (
            datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
            "31 December 9999 23:59:59 (UTC)",
            "31/12/9999 23:59:59 (UTC)",
        ),
        (datetime(2026, 11, 28, tzinfo=UTC).replace(tzinfo=None), "28 November 2026 00:00:00", "28/11/2026 00:00:00"),
        (Wrong.EXPIRED_TOKEN, "the token has expired", "mã truy cập đã hết hạn"),
        (Message.of("it binds from {date} only", date=DAY), "it binds from 9 March 2026 only", None),
        ("2026-03-09", "2026-03-09", "2026-03-09"),
        (7, "7", "7"),
    ],
)
def test_a_value_is_written_as_the_reader_does(value: Value, english: str, vietnamese: str | None) -> None:
    message = Message.of("{value}", value=value)
    assert (str(message), words("en").message(message)) == (english, english)
    assert words("vi").message(message) == (vietnamese or "chỉ bắt buộc áp dụng từ ngày 09/03/2026")
    assert words("vi")("{value}", value=value) == words("vi").message(message)


def test_programs_are_given_days_codes_and_numbers() -> None:
    moment = datetime(2026, 11, 28, tzinfo=timezone(timedelta(hours=7)))
    message = Message.of("", day=DAY, moment=moment, code=Wrong.WRONG_TYPE, number=5, said=Message.of("not read"))
    assert message.plain() == {
        "day": "2026-03-09",
        "moment": "2026-11-28T00:00:00+07:00",
        "code": "wrong-type",
        "number": 5,
        "said": "not read",
    }


def test_every_code_has_words_in_both_languages() -> None:
    said = {language: {code: words(language).message(code.said) for code in CODES} for language in LANGUAGES}
    assert len(CODES) > 20
    assert [code for code in CODES if said["vi"][code] == said["en"][code]] == []
    assert [code for code in CODES if type(code)(str(code)) is not code] == []


def test_a_sentence_within_a_sentence_is_kept_in_a_dossier() -> None:
    adapter = type_adapter(Message)
    message = Message.of("{server} could not be reached: {reason}", server="a", reason=Message.of("not reachable"))
    assert adapter.validate_json(adapter.dump_json(message)) == message
    assert words("vi").message(message) == "không kết nối được tới a: không truy cập được"


def test_sentences_that_double_from_one_to_the_next_stay_short() -> None:
    tree: dict[str, object] = {"template": "{a}{a}", "parameters": [["a", "x"]]}
    for _ in range(120):
        tree = {"template": "{a}{a}", "parameters": [["a", tree]]}
    assert len(str(type_adapter(Message).validate_python(tree))) < 10_000
