"""Dates and times: each way of writing read exactly, written back the same, with no value in a message."""

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest

from ndxp_sdk import dates
from ndxp_sdk.dates import PartialDate, from_epoch, to_epoch
from tools.properties import given, st

MOMENT = datetime(2026, 11, 22, 8, 30, 5, tzinfo=dates.VIET_NAM)
DAY = date(2026, 11, 22)
WRITTEN = [
    (dates.COMPACT_TIME, "20261122083005", MOMENT),
    (dates.COMPACT_DATE, "20261122", DAY),
    (dates.VIETNAMESE_DATE, "22/11/2026", DAY),
    (dates.VIETNAMESE_TIME, "22/11/2026 08:30:05", MOMENT),
    (dates.SLASHED_DATE, "2026/11/22", DAY),
    (dates.SLASHED_TIME, "2026/11/22 08:30:05", MOMENT),
    (dates.CLOCK, "08:30", time(8, 30)),
    (dates.ISO_TIME, "2026-11-22T08:30:05+07:00", MOMENT),
    (dates.EPOCH_SECONDS, "1795311005", MOMENT),
    (dates.EPOCH_MILLISECONDS, "1795311005000", MOMENT),
    (dates.PARTIAL_DATE, "1960", PartialDate(1960)),
    (dates.PARTIAL_DATE, "196002", PartialDate(1960, 2)),
    (dates.PARTIAL_DATE, "19600229", PartialDate(1960, 2, 29)),
]
ZONES = st.sampled_from([UTC, dates.VIET_NAM, timezone(timedelta(hours=-3))])
MOMENTS = st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999)


@pytest.mark.parametrize(("codec", "text", "value"), WRITTEN, ids=[row[1] for row in WRITTEN])
def test_each_way_of_writing_is_read_and_written(codec, text, value) -> None:
    assert codec.parse(text) == value
    assert codec.format(value) == text


@given(MOMENTS.map(lambda moment: moment.replace(microsecond=0)))
@pytest.mark.parametrize(
    "codec", [dates.COMPACT_TIME, dates.VIETNAMESE_TIME, dates.SLASHED_TIME, dates.ISO_TIME, dates.EPOCH_SECONDS]
)
def test_a_moment_comes_back_whatever_its_offset(codec, moment) -> None:
    assert codec.parse(codec.format(moment)) == moment


@pytest.mark.parametrize("codec", [dates.COMPACT_DATE, dates.VIETNAMESE_DATE, dates.SLASHED_DATE])
def test_the_day_of_a_moment_is_that_of_viet_nam(codec: dates.Codec[date]) -> None:
    evening = datetime(2026, 11, 22, 20, tzinfo=UTC)
    assert codec.parse(codec.format(evening)) == date(2026, 11, 23)
    assert codec.parse(codec.format(MOMENT.replace(tzinfo=None))) == date(2026, 11, 22)


@given(st.dates())
@pytest.mark.parametrize("codec", [dates.COMPACT_DATE, dates.VIETNAMESE_DATE, dates.SLASHED_DATE])
def test_a_day_comes_back_even_of_the_first_century(codec, day) -> None:
    assert codec.parse(codec.format(day)) == day


@given(st.dates(), st.sampled_from([0, 1, 2]))
def test_a_partial_date_keeps_its_flag(day, flag) -> None:
    partial = PartialDate.of_flag(day, flag)
    assert partial.flag == flag
    assert dates.PARTIAL_DATE.parse(dates.PARTIAL_DATE.format(partial)) == partial


@given(st.integers(-62_000_000_000, 250_000_000_000), st.sampled_from(["s", "ms"]))
def test_a_number_since_1970_comes_back(number, unit) -> None:
    assert to_epoch(from_epoch(number, unit), unit) == number
    assert from_epoch(str(number), unit) == from_epoch(number, unit)


def test_a_time_without_offset_is_of_viet_nam() -> None:
    assert dates.COMPACT_TIME.parse("20261122000000").utcoffset() == timedelta(hours=7)
    assert dates.ISO_TIME.parse("2026-11-22T00:00:00").utcoffset() == timedelta(hours=7)
    assert dates.COMPACT_TIME.format(datetime(2026, 11, 22, 1, 2, 3)) == "20261122010203"  # noqa: DTZ001 - that is the case
    assert dates.COMPACT_TIME.format(datetime(2026, 11, 21, 20, 0, tzinfo=UTC)) == "20261122030000"
    assert dates.ISO_TIME.parse("2026-11-22T01:30:05Z") == MOMENT


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        (dates.COMPACT_DATE, "20260231"),
        (dates.COMPACT_DATE, "2026112"),
        (dates.COMPACT_DATE, "２０２６１１２２"),
        (dates.COMPACT_DATE, "20261122\n"),
        (dates.VIETNAMESE_DATE, "2/11/2026"),
        (dates.VIETNAMESE_DATE, "11-22-2026"),
        (dates.CLOCK, "24:00"),
        (dates.COMPACT_TIME, "20261122246060"),
        (dates.PARTIAL_DATE, "19601"),
        (dates.PARTIAL_DATE, "196013"),
        (dates.PARTIAL_DATE, "0000"),
        (dates.ISO_TIME, "yesterday"),
        (dates.EPOCH_SECONDS, "1_0"),
        (dates.EPOCH_SECONDS, "1.5"),
        (dates.EPOCH_MILLISECONDS, "9" * 18),
    ],
)
def test_what_does_not_fit_is_refused_without_showing_it(codec, text) -> None:
    with pytest.raises(ValueError, match="no ") as caught:
        codec.parse(text)
    assert text.strip() not in str(caught.value)


@given(st.text(max_size=30))
@pytest.mark.parametrize("codec", sorted({row[0] for row in WRITTEN}, key=repr), ids=repr)
def test_any_text_is_a_value_or_a_valueerror(codec, text) -> None:
    try:
        codec.parse(text)
    except ValueError:
        return


@pytest.mark.parametrize("parts", [(1960, None, 3), (1960, 13), (0,), (1961, 2, 29)])
def test_a_partial_date_is_a_real_one(parts) -> None:
    with pytest.raises(ValueError, match=r"month|day|year"):
        PartialDate(*parts)


def test_a_flag_that_nobody_knows_is_refused_and_a_date_does_not_show_itself() -> None:
    with pytest.raises(ValueError, match="0 "):
        PartialDate.of_flag(DAY, 3)
    assert "1960" not in repr(PartialDate(1960))
