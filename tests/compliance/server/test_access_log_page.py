"""The page of the log of access: for auditors, in words, and harmless whatever somebody sent."""

from tools.dashboard import PROXY
from tools.site import Site, plain


def test_auditor_reads_who_did_what(site: Site) -> None:
    visitor = site.behind_proxy("lan", "giam-sat")
    visitor.get("/vi/due?run=1")
    visitor.post("/vi/overlaps")
    visitor.get("/vi/<script>alert(1)</script>%0aforged")
    page = visitor.get("/vi/access-log")
    text = plain(page.text)
    assert "lan" in text
    assert f"lan {PROXY} xem các trang GET /vi/due 200" in text
    assert "403 yêu cầu không có mã chống giả mạo" in text
    assert "run=1" not in text
    assert "<script>alert" not in page.text
    assert "logged" not in text
    english = plain(visitor.get("/en/access-log").text)
    assert "see the pages GET /vi/due 200" in english
    assert "see the log of access GET /vi/access-log 200" in english


def test_before_the_first_entry_there_is_a_sentence_and_no_empty_table(site: Site) -> None:
    visitor = site.behind_proxy("lan", "giam-sat")
    first, second = (visitor.get(f"/{language}/access-log") for language in ("vi", "en"))
    assert "Chưa có mục nào." in plain(first.text)
    assert "<table" not in first.text
    assert "GET /vi/access-log 200" in plain(second.text)
    assert "There is no entry yet." not in second.text


def test_only_an_auditor_is_led_to_it(site: Site) -> None:
    for group, is_led in (("giam-sat", True), ("xem", False), ("bo-vi-du", False)):
        visitor = site.behind_proxy("lan", group)
        assert ("/vi/access-log" in visitor.get("/vi/").text) is is_led
        assert visitor.get("/vi/access-log").status_code == (200 if is_led else 403)
