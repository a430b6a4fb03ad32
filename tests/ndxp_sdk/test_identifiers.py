"""Identifiers: two text forms, one decoded value, refused early and with a reason."""

import json
import pickle
import subprocess
import sys
import warnings

import pytest
from pydantic import BaseModel, ValidationError

from ndxp_sdk.errors import InvalidIdentifier
from ndxp_sdk.identifiers import IdentifierWarning, MemberId, ServerId, ServiceId, SystemId, client_id
from tools.properties import given, st

KINDS = (MemberId, SystemId, ServiceId, ServerId)
FORBIDDEN = "%:;/\\\u200b\ufeff\x00\n\x7f\x85\ud800"
LISTED = st.text("ABCxyz019'()+,-.=?_", min_size=1, max_size=12).filter(lambda part: part not in {".", ".."})
ANY = st.text(
    st.characters(exclude_characters="%:;/\\\u200b\ufeff", exclude_categories=("Cc", "Cs")), min_size=1
).filter(lambda part: part not in {".", ".."})


def made(kind: type, parts: list[str]):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", IdentifierWarning)
        return kind(*parts)


@given(st.sampled_from(KINDS), st.lists(LISTED, min_size=5, max_size=5))
def test_both_text_forms_give_the_identifier_back(kind, parts) -> None:
    identifier = kind(*parts[: len(kind.names)])
    assert kind.from_slash(identifier.slash) == kind.from_colon(identifier.colon) == identifier
    assert kind.parse(identifier.slash) == kind.parse(identifier.colon) == identifier
    assert str(identifier) == identifier.slash
    assert pickle.loads(pickle.dumps(identifier)) == identifier


@given(st.sampled_from(KINDS), st.lists(ANY, min_size=5, max_size=5))
def test_the_encoded_form_is_safe_in_a_path_and_gives_the_identifier_back(kind, parts) -> None:
    identifier = made(kind, parts[: len(kind.names)])
    assert identifier.encoded.isascii()
    assert not set(identifier.encoded) & set(" ?#&\\")
    assert identifier.encoded.count("/") == len(kind.names) - 1
    assert kind.from_encoded(identifier.encoded) == identifier


def test_a_question_mark_is_allowed_and_sent_encoded() -> None:
    assert MemberId("VN", "GOV", "a?b").encoded == "VN/GOV/a%3Fb"


def test_ids_that_a_server_escaped_in_its_own_way_are_equal() -> None:
    assert MemberId.from_encoded("VN/GOV/%41%2b") == MemberId("VN", "GOV", "A+")


@pytest.mark.parametrize("character", FORBIDDEN)
@pytest.mark.parametrize("kind", KINDS)
def test_a_character_that_servers_refuse_is_refused_by_its_number(kind, character) -> None:
    with pytest.raises(InvalidIdentifier, match=f"U\\+{ord(character):04X} at character 2"):
        kind(*["VN"] * (len(kind.names) - 1), f"a{character}b")


@pytest.mark.parametrize("part", ["", ".", ".."])
def test_a_part_that_a_path_would_lose_is_refused(part) -> None:
    with pytest.raises(InvalidIdentifier, match="member_class of a member id"):
        MemberId("VN", part, "G12")


def test_three_dots_are_a_name() -> None:
    assert MemberId.parse("VN/GOV/...").member_code == "..."


def test_length_is_limited_per_part_and_so_for_the_whole() -> None:
    longest = SystemId(*["a" * 255] * 4)
    assert len(longest.slash) == 1023
    with pytest.raises(InvalidIdentifier, match="256 characters, at most 255"):
        MemberId("VN", "GOV", "a" * 256)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        (MemberId, "VN/GOV", "2 parts"),
        (MemberId, "VN", "1 part,"),
        (SystemId, "VN/GOV/G12", "3 parts"),
        (ServiceId, "VN/GOV/G12/a/b/c", "6 parts"),
        (MemberId, "", "1 part,"),
        (SystemId, "VN:GOV/G12:a", "2 parts"),
    ],
)
def test_another_number_of_parts_is_named_with_the_expected_ones(kind, text, found) -> None:
    with pytest.raises(InvalidIdentifier, match=found) as caught:
        kind.parse(text)
    assert "/".join(kind.names) in caught.value.message


def test_a_character_outside_the_list_warns_and_is_kept() -> None:
    with pytest.warns(IdentifierWarning, match=r"U\+1ED9"):
        identifier = MemberId.parse("VN/GOV/bộ")
    assert identifier.member_code == "bộ"


@given(LISTED)
def test_listed_characters_and_underscore_do_not_warn(part) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        MemberId("VN", "GOV", f"{part}_1")


def test_case_counts_and_ids_are_ordered() -> None:
    assert MemberId.parse("VN/GOV/g12") != MemberId.parse("VN/GOV/G12")
    assert min(MemberId.parse("VN/GOV/b"), MemberId.parse("VN/GOV/a")).member_code == "a"
    assert len({MemberId.parse("VN/GOV/a"), MemberId.parse("VN:GOV:a")}) == 1


def test_a_server_is_no_system_of_the_same_name() -> None:
    assert ServerId.parse("VN/GOV/G12/a") != SystemId.parse("VN/GOV/G12/a")


def test_ids_lead_to_their_owners_and_parts() -> None:
    service = MemberId.parse("VN/GOV/G12").system("dkkd").service("enterprises")
    assert service == ServiceId.parse("VN:GOV:G12:dkkd:enterprises")
    assert service.system.member == ServerId.parse("VN/GOV/G12/ss1").owner


@pytest.mark.parametrize(("text", "kind"), [("VN/GOV/G12", MemberId), ("VN:GOV:G12:a", SystemId)])
def test_a_client_is_a_system_or_an_organization(text, kind) -> None:
    assert type(client_id(text)) is kind


def test_a_client_with_five_parts_is_none() -> None:
    with pytest.raises(InvalidIdentifier):
        client_id("VN/GOV/G12/a/b")


class Row(BaseModel):
    id: ServiceId
    owner: MemberId | None = None


def test_models_read_both_forms_and_write_the_slash_form() -> None:
    row = Row.model_validate_json('{"id": "VN:GOV:G12:dkkd:enterprises"}')
    assert json.loads(row.model_dump_json()) == {"id": "VN/GOV/G12/dkkd/enterprises", "owner": None}
    assert Row(id=row.id).id is row.id
    assert Row.model_validate({"id": "VN/GOV/G12/dkkd/enterprises"}) == row
    assert Row.model_json_schema()["properties"]["id"]["type"] == "string"


def test_a_model_says_what_is_wrong_and_does_not_warn_of_what_others_chose() -> None:
    with pytest.raises(ValidationError, match="has 2 parts"):
        Row.model_validate_json('{"id": "VN/GOV"}')
    assert Row.model_validate_json('{"id": "VN/GOV/G12/a/bộ"}').id.service_code == "bộ"


@pytest.mark.usefixtures("sockets_and_processes")
def test_identifiers_do_not_import_pydantic() -> None:
    program = "import sys, ndxp_sdk.identifiers; sys.exit('pydantic' in sys.modules or 'httpx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_citizen_number_in_an_identifier_is_masked_in_the_message() -> None:
    with pytest.raises(InvalidIdentifier) as caught:
        MemberId.parse("VN/PER/012345678901/x")
    assert "012345678901" not in str(caught.value)
