"""The error page: every class, both languages, nothing missing."""

import json
import re
import unicodedata
from pathlib import Path

import pytest

import ndxp_sdk
from ndxp_sdk import errors
from ndxp_sdk._error_mapping.remedies import HINTS, hint
from ndxp_sdk.errors import Facts, Ids, NdxpError
from ndxp_sdk.explanations import explain, explanations

CLASSES = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, NdxpError)]
LANGUAGES = ("en", "vi")
SOURCE = Path(ndxp_sdk.__file__).parent


@pytest.mark.parametrize("lang", LANGUAGES)
def test_there_is_a_page_for_every_class_and_no_other(lang) -> None:
    assert list(explanations(lang)) == [kind.__name__ for kind in CLASSES]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_says_all_four_things_in_whole_sentences(lang) -> None:
    for name, page in explanations(lang).items():
        for text in (page.means, page.sent, page.repeat, *page.advice):
            assert text == unicodedata.normalize("NFC", text), name
            assert text.endswith((".", ".com", "`")), name
            assert text[0].isupper() or text.startswith("`"), name
        assert page.advice, name
        assert page.title, name


def test_the_vietnamese_page_is_a_translation() -> None:
    marked = re.compile(r"`[^`]+`|VN/[^\s:,;]+")
    for kind in CLASSES:
        english, vietnamese = (explanations(lang)[kind.__name__] for lang in LANGUAGES)
        for name in ("title", "means", "sent", "repeat"):
            assert getattr(english, name) != getattr(vietnamese, name), kind
        assert len(english.advice) == len(vietnamese.advice), kind
        assert marked.findall(" ".join(english.advice)) == marked.findall(" ".join(vietnamese.advice)), kind


@pytest.mark.parametrize("lang", LANGUAGES)
def test_whether_it_was_sent_is_what_the_class_says(lang) -> None:
    words = {
        "en": {"no": "No.", "maybe": "Perhaps.", "yes": "Yes"},
        "vi": {"no": "Chưa.", "maybe": "Có thể.", "yes": "Đã gửi"},
    }
    for kind in CLASSES:
        if not issubclass(kind, errors.WebhookRefused):
            assert explanations(lang)[kind.__name__].sent.startswith(words[lang][kind.sent]), kind


def test_an_error_is_explained_with_its_own_facts() -> None:
    facts = Facts(origin="platform", retryable=True, retry_after=30.0, ids=Ids(message_id="m-1", detail_id="d-1"))
    english, vietnamese = (explain(errors.QuotaExceeded("too many calls", facts), lang) for lang in LANGUAGES)
    assert "may be repeated in 30 seconds; whose failure: the platform" in english
    assert "gọi lại y nguyên sau 30 giây; lỗi của: nền tảng" in vietnamese
    for page in (english, vietnamese):
        assert "message_id=m-1, detail_id=d-1" in page
        assert "too many calls" in page


@pytest.mark.parametrize("key", sorted(HINTS))
def test_every_hint_is_known_in_vietnamese_with_its_identifiers(key) -> None:
    each = HINTS[key]
    assert each.vi == unicodedata.normalize("NFC", each.vi)
    assert sorted(re.findall(r"\{\w+\}", each.en)) == sorted(re.findall(r"\{\w+\}", each.vi))
    own, provider = "VN/GOV/G22/mot-cua", "VN/GOV/G12/a(b)+?"
    page = explain(NdxpError("x", Facts(hint=hint(key, own, provider))), "vi")
    assert each.vi.format(own=own, provider=provider) in page
    assert each.en.format(own=own, provider=provider) not in page


def test_what_went_wrong_below_http_has_its_advice_in_both_languages() -> None:
    listed = {
        lang: json.loads((SOURCE / f"explanations/{lang}.json").read_text("utf-8"))["codes"] for lang in LANGUAGES
    }
    given = set(
        re.findall(
            r'"((?:tls|connect|name|pool|read|write|proxy)-[a-z\-]+)"',
            (SOURCE / "_transport/errors.py").read_text("utf-8"),
        )
    )
    assert given
    assert given - set(listed["en"]) == set(), "to be added to explanations/en.json and vi.json"
    assert list(listed["en"]) == list(listed["vi"])
    for code, text in listed["vi"].items():
        assert text == unicodedata.normalize("NFC", text) != listed["en"][code]
        assert explain(NdxpError("x", Facts(code=code)), "vi").endswith(f"  {text}")


@pytest.mark.parametrize("file", ["_oauth/token_response.py", "_signatures/verifier.py"])
def test_hints_of_tokens_and_signatures_are_known_in_vietnamese(file) -> None:
    table = re.search(r"_HINTS: Final.*?= \{(.*?)\n\}", (SOURCE / file).read_text("utf-8"), re.DOTALL)
    assert table is not None
    for key, text in re.findall(r'"?([\w\-]+)"?: "([^"]+)"', table.group(1)):
        facts = Facts(code=key, hint=text)
        assert explain(NdxpError("x", facts)).splitlines()[-1].strip() == text
        assert text not in explain(NdxpError("x", facts), "vi")


def test_a_kind_made_by_a_user_is_explained_by_the_nearest_known_one() -> None:
    class Mine(errors.NotFound):
        """Made by a user."""

    assert explain(Mine("x")).startswith("NotFound: ")
    assert explain(Mine).startswith("NotFound: ")
