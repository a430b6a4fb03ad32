"""Whatever a document holds, it gives a report: mutated documents, always the same ones, and texts of every kind.

Many more are tried by `python tests/tools/mutate_documents.py --count 100000 --seed 7`.
"""

import os
from pathlib import Path

import pytest

import compliance
from compliance.loading.syntax.parse import parse
from compliance.model.openapi.addresses import is_uri, joined, split
from compliance.model.openapi.server import host_and_path
from tools.mutate_documents import troubles
from tools.mutated_documents import ADDRESSES, BESIDE, mutated
from tools.properties import HealthCheck, given, settings, st

pytestmark = pytest.mark.long
COUNT = int(os.environ.get("NDXP_MUTATIONS", "120"))


def test_mutated_documents_give_reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("khac.yaml").write_text(BESIDE, encoding="utf-8")
    found = [(number, trouble) for number in range(COUNT) for trouble in troubles(mutated(number, 1), number)]
    assert found == []


@given(st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass")))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_no_bytes_keep_a_file_from_being_read_or_refused(content: bytes) -> None:
    for name in ("a.json", "a.yaml"):
        parsed = parse(name, content)
        assert parsed.is_readable or parsed.source.defects
        for defect in parsed.source.defects:
            assert (defect.line or 0) >= 1
            assert (defect.column or 0) >= 1


@given(st.text(max_size=60) | st.sampled_from(ADDRESSES), st.text(max_size=60) | st.sampled_from(ADDRESSES))
def test_no_text_keeps_addresses_from_being_put_together(base: str, address: str) -> None:
    assert isinstance(split(address)[1], str)
    assert joined(base, address) is None or isinstance(joined(base, address), str)
    assert is_uri(address) in {True, False}
    assert host_and_path(address)[1][:1] in {"", "/"}


@given(name=st.text(max_size=90))
def test_no_name_of_a_field_is_too_odd(name: str) -> None:
    from compliance.loading.facts.field_names import field_names

    assert field_names().concept(name) in {None, *field_names().concepts}


def test_the_command_and_the_library_are_both_tried() -> None:
    assert callable(compliance.check)
