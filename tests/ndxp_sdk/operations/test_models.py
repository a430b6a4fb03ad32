"""Models keep what they do not know, tell what was said from what was not, and show nothing undeclared."""

import ast
import copy
import datetime as dt
import json
import pickle
import subprocess
import sys
import typing
import warnings
from pathlib import Path
from threading import Thread

import pytest
from pydantic import TypeAdapter, ValidationError

from contracts.samples import sample
from ndxp_sdk import identifiers, models
from ndxp_sdk.models import (
    Draft,
    LocalisedText,
    Model,
    Page,
    Patch,
    Service,
    ServiceDraft,
    ServicePatch,
    Transaction,
    VersionId,
    VersionState,
    _open_enum,
    unknown_words,
)
from ndxp_sdk.models import _identifiers as fields
from ndxp_sdk.models._model import body_of
from tools.properties import given, st

HOMES = sorted(path for path in Path(models.__file__).parent.glob("*.py") if not path.name.startswith("_"))


def read(**members: object) -> Service:
    return Service.model_validate_json(json.dumps(sample("Service", **members)))


def test_a_word_that_is_new_is_kept_and_counted() -> None:
    before = unknown_words().get(("VersionState", "frozen"), 0)
    state = read(state="frozen").state
    assert (state, state.is_known, f"{state}") == ("frozen", False, "frozen")
    assert unknown_words()["VersionState", "frozen"] == before + 1
    assert json.loads(read(state="frozen").model_dump_json())["state"] == "frozen"


def test_a_word_that_is_known_is_the_member() -> None:
    assert read(state="published").state is VersionState.PUBLISHED
    assert VersionState.PUBLISHED.is_known
    assert ("VersionState", "published") not in unknown_words()


def test_a_new_word_lives_like_any_other() -> None:
    state = VersionState("frozen")
    assert state == VersionState("frozen")
    assert {state: 1}["frozen"] == 1
    assert pickle.loads(pickle.dumps(state)) == copy.deepcopy(state) == state
    assert isinstance(pickle.loads(pickle.dumps(state)), VersionState)
    with pytest.raises(ValueError, match="1 is not a valid VersionState"):
        VersionState(1)


def test_only_strict_reading_refuses_a_new_word() -> None:
    text = json.dumps(sample("Service", state="frozen"))
    assert Service.model_validate_json(text).state == "frozen"
    with pytest.raises(ValidationError, match="VersionState has no such word"):
        Service.model_validate_json(text, strict=True)


def test_new_words_do_not_fill_the_memory() -> None:
    met = _open_enum._Met()
    for number in range(1200):
        met.add("VersionState", f"word {number}")
    met.add("VersionState", "word 0")
    assert len(met.counts()) == 1000
    assert met.counts()["VersionState", "word 0"] == 2


def test_new_words_are_counted_over_threads() -> None:
    met = _open_enum._Met()
    threads = [Thread(target=lambda: [met.add("VersionState", "raced") for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert met.counts() == {("VersionState", "raced"): 2000}


def test_what_was_not_said_differs_from_null() -> None:
    told, silent = (
        read(),
        Service.model_validate({key: each for key, each in sample("Service").items() if key != "simulated"}),
    )
    assert "simulated" in told.model_fields_set
    assert "simulated" not in silent.model_fields_set
    assert silent.simulated is None
    assert "simulated" not in json.loads(silent.model_dump_json(exclude_unset=True))
    assert json.loads(read(description=None).model_dump_json(exclude_unset=True))["description"] is None


def test_members_that_are_new_are_kept_and_not_shown() -> None:
    service = read(citizen="012345678901")
    assert service.model_extra == {"citizen": "012345678901"}
    assert "012345678901" not in repr(service)
    assert "012345678901" not in str(service)


def test_a_user_id_is_not_shown() -> None:
    record = Transaction.model_validate(sample("Transaction", "audit.yaml", user_id="VN012345678901"))
    assert record.user_id == "VN012345678901"
    assert "012345678901" not in f"{record!r} {record}"


def test_models_do_not_change() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        read().etag = '"b2"'  # type: ignore[misc]  # because that is what is refused


def test_identifiers_and_times_have_their_types() -> None:
    service = read()
    assert service.id.system.service("enterprises") == service.id
    assert isinstance(service.organization_id, identifiers.MemberId)
    assert service.created_at.tzinfo is not None
    with pytest.raises(ValidationError, match="timezone"):
        read(created_at="2026-11-22T08:30:00")


PARTS = st.text(st.characters(codec="utf-8"), max_size=6) | st.sampled_from(
    [".", "..", "...", "a.b", "G12", "", "a/b", "x" * 256]
)


@pytest.mark.parametrize("name", ["MemberId", "SystemId", "ServiceId", "ServerId"])
@given(parts=st.lists(PARTS, min_size=2, max_size=6), separator=st.sampled_from("/:"))
def test_the_quick_way_reads_identifiers_as_the_usual_one(name: str, parts: list[str], separator: str) -> None:
    text, adapter = separator.join(parts), TypeAdapter(getattr(fields, name))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            usual = getattr(identifiers, name).read(text)
        except ValueError:
            with pytest.raises(ValidationError):
                adapter.validate_json(json.dumps(text))
            return
        quick = adapter.validate_json(json.dumps(text))
    assert (quick, hash(quick), repr(quick), pickle.loads(pickle.dumps(quick))) == (
        usual,
        hash(usual),
        repr(usual),
        usual,
    )


def test_a_client_is_a_system_or_an_organization() -> None:
    adapter = TypeAdapter(fields.ClientId)
    for text, kind in (("VN/GOV/G12", identifiers.MemberId), ("VN/GOV/G12/dkkd", identifiers.SystemId)):
        assert adapter.validate_python(text) == kind.parse(text)
        assert adapter.validate_python(kind.parse(text)) == kind.parse(text)
    for text in ("VN/GOV", "VN/GOV/G12/dkkd/enterprises", "VN/GOV/.."):
        with pytest.raises(ValidationError):
            adapter.validate_json(json.dumps(text))


def test_a_text_is_found_in_its_language() -> None:
    text = LocalisedText.model_validate({"vi": "Tra cứu", "en": "Search", "km": "ស្វែងរក"})
    assert [text.in_language(tag) for tag in ("vi", "en", "km", "fr")] == ["Tra cứu", "Search", "ស្វែងរក", "Tra cứu"]


def test_a_draft_leaves_out_what_is_none() -> None:
    draft = ServiceDraft.model_validate(sample("ServiceDraft", description=None))
    assert "description" not in json.loads(body_of(draft))


def test_a_patch_says_what_was_given_and_nothing_else() -> None:
    assert body_of(ServicePatch()) == b"{}"
    assert json.loads(body_of(ServicePatch(description=None))) == {"description": None}
    changed = ServicePatch(title=LocalisedText(vi="Tra cứu", en=None))
    assert json.loads(body_of(changed)) == {"title": {"vi": "Tra cứu", "en": None}}


def test_a_draft_wants_times_with_their_offset() -> None:
    with pytest.raises(ValidationError, match="timezone"):
        models.DelegationDraft.model_validate(sample("DelegationDraft", valid_until=dt.datetime(2026, 11, 22)))  # noqa: DTZ001


def test_a_version_has_one_text() -> None:
    version = VersionId.parse("VN/GOV/G12/dkkd/a@b@1.4.0")
    assert (str(version.service), version.version) == ("VN/GOV/G12/dkkd/a@b", "1.4.0")
    assert VersionId.parse(str(version)) == version
    assert models.ServiceVersion.model_validate(sample("ServiceVersion")).version_id.version == "1.4.0"
    for text in ("VN/GOV/G12/dkkd/enterprises", "@1.4.0", "VN/GOV/G12/dkkd/enterprises@"):
        with pytest.raises(ValueError, match=r"expected|part"):
            VersionId.parse(text)


def test_a_page_has_items_and_a_cursor() -> None:
    page = Page[Service].model_validate({"items": [sample("Service")], "next_cursor": None})
    assert (page.items[0].id.service_code, page.next_cursor) == ("enterprises", None)


def test_every_module_is_listed_for_type_checkers() -> None:
    tree = ast.parse(Path(models.__file__).read_text("utf-8"))
    starred = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.names[0].name == "*"]
    assert starred == [f"ndxp_sdk.models.{path.stem}" for path in HOMES]


def test_every_class_is_had_from_the_package() -> None:
    for path in HOMES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                assert getattr(models, node.name).__module__ == f"ndxp_sdk.models.{path.stem}", node.name
    with pytest.raises(AttributeError, match="no attribute 'datetime'"):
        _ = models.datetime


def fields_of(name: str) -> list[tuple[type[Model], type]]:
    """Drafts and patches with the TypedDict of their fields."""
    ending = {"Draft": "Fields", "Patch": "Changes"}[name]
    pairs = []
    for path in HOMES:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.ClassDef) and node.name.endswith(name):
                other = getattr(models, node.name.removesuffix(name) + ending, None)
                pairs += [(getattr(models, node.name), other)] if other else []
    return pairs


@pytest.mark.parametrize(("model", "typed"), fields_of("Draft") + fields_of("Patch"))
def test_the_fields_of_a_draft_are_those_of_its_keywords(model: type[Model], typed: type) -> None:
    hints = typing.get_type_hints(typed)
    assert hints.keys() == model.model_fields.keys()
    if issubclass(model, Draft):
        assert typed.__required_keys__ == {name for name, field in model.model_fields.items() if field.is_required()}
    assert issubclass(model, Draft | Patch)


@pytest.mark.usefixtures("sockets_and_processes")
def test_the_package_costs_nothing_before_it_is_used() -> None:
    code = "import sys, ndxp_sdk.models; print('pydantic' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
