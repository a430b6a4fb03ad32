"""What may name a person or be a secret is in traffic and not in what is told of it."""

import json

import pytest

import compliance
from tools.traffic import answer, entry, line, seen

SECRETS = [
    "079012345678",
    "0901234567",
    "nguyen.van.a@example.vn",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLW5vYm9keQ",
    "5f0c1a2b-3d4e-5f60-8a7b-9c0d1e2f3a4b",
    "deadbeefcafe",
    "Nguy%E1%BB%85n%20V%C4%83n%20A",
    "aB3xK9mQ2pL7",
    "A1234567",
    "x" * 41,
    "12",
]


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("target", ["/v1/debug/{}", "/v1/{}/debug", "/v1/households/{}/photo/{}", "/v1/debug?q={}"])
def test_undocumented_path_is_shown_without_what_may_name_somebody(target: str, secret: str) -> None:
    traffic = seen(line("GET", "/v1/households"), line("GET", target.replace("{}", secret)))
    assert len(traffic.findings) == 1
    shown = target.partition("?")[0].replace("{}", "{…}")
    assert traffic.findings[0].operation == f"GET {shown}"
    for form in ("text", "json"):
        assert secret not in compliance.render(traffic, form)


def test_segment_in_the_place_of_a_documented_name_is_hidden_however_plain() -> None:
    traffic = seen(line("GET", "/v1/households"), line("GET", "/v1/households/hoa/photo"))
    assert traffic.findings[0].operation == "GET /v1/households/{…}/photo"


def test_many_words_in_one_place_are_taken_for_names_and_are_one_finding() -> None:
    words = [f"{first}{second}" for first in "bcdghklmn" for second in ("an", "oa", "inh", "uong", "ien")]
    traffic = seen(line("GET", "/v1/households"), *(line("GET", f"/v1/people/{word}/file") for word in words))
    assert [(each.operation, each.count) for each in traffic.findings] == [("GET /v1/people/{…}/file", len(words))]
    assert not [word for word in words if f"/{word}/" in compliance.render(traffic, "json")]


def test_plain_words_and_versions_are_shown() -> None:
    targets = ("/v1/admin/v2/user-accounts", "/v1/getHouseholds.json", "/v1/internal_stats/top10")
    traffic = seen(line("GET", "/v1/households"), *(line("GET", target) for target in targets))
    assert sorted(each.operation for each in traffic.findings) == sorted(f"GET {target}" for target in targets)


def test_members_that_are_named_like_persons_are_stars_and_values_are_never_told() -> None:
    value = {"id": "SECRET", "079012345678": 1, "Nguyễn Văn A": 2, "aB3xK9mQ2pL7zzzz": 3, "note": "SECRET"}
    traffic = seen(entry("GET", "https://api.a.example/v1/households/7", content=answer(value)))
    assert sorted(each.pointer or "" for each in traffic.findings) == ["/*", "/note"]
    for form in ("text", "json"):
        assert "SECRET" not in compliance.render(traffic, form)


def test_many_unknown_members_in_one_place_are_keys_of_a_map_and_one_finding() -> None:
    names = [f"{first}{second}" for first in "bcdghklmn" for second in ("an", "oa", "inh", "uong", "ien")]
    url = "https://api.a.example/v1/households/7"
    whole = seen(entry("GET", url, content=answer(dict.fromkeys(names, 1))))
    one_by_one = seen(*(entry("GET", url, content=answer({name: 1})) for name in names * 6))
    assert [(each.pointer, each.count) for each in whole.findings] == [("/*", len(names))]
    assert [(each.pointer, each.count) for each in one_by_one.findings] == [("/*", len(names) * 6)]
    assert not [name for name in names if f"/{name} " in compliance.render(whole)]


def test_host_user_and_client_of_a_log_are_not_told() -> None:
    moment, referrer = "[28/Nov/2026:10:00:00 +0700]", '"https://r.example/?k=1"'
    recorded = f'192.0.2.77 - somebody {moment} "GET /v1/debug HTTP/1.1" 200 5 {referrer} "c"\n'
    traffic = seen(line("GET", "/v1/households"), recorded, "rubbish somebody\n")
    text = compliance.render(traffic, "json") + compliance.render(traffic)
    assert json.loads(compliance.render(traffic, "json"))["findings"][0]["operation"] == "GET /v1/debug"
    assert not [word for word in ("192.0.2.77", "somebody", "r.example") if word in text]
