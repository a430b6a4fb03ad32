"""`/verificationconf`: shared parameters as collectors of members, systems and servers read them."""

import io
import json
import zipfile
from xml.etree import ElementTree as ET

import pytest

from mocks.hub.xroad.worlds import Hub, add_system, hub
from ndxp_mocks.hub.exchange_app import ExchangeApp
from ndxp_mocks.hub.seeding import hub_world
from ndxp_mocks.hub.transport.upstream import Upstream

PARAMETERS = "verificationconf/VN/shared-params.xml"


def archive(called: Hub) -> zipfile.ZipFile:
    answered = called.call("GET", "/verificationconf")
    assert (answered.status_code, answered.headers["Content-Type"]) == (200, "application/zip")
    return zipfile.ZipFile(io.BytesIO(answered.content))


def parameters(called: Hub) -> ET.Element:
    return ET.fromstring(archive(called).read(PARAMETERS).decode("utf-8"))


@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8"])
def test_the_configuration_is_open_and_has_its_version_beside_it(profile: str) -> None:
    found = archive(hub(profile=profile))
    assert found.namelist() == [PARAMETERS, f"{PARAMETERS}.metadata", "verificationconf/instance-identifier"]
    assert found.read("verificationconf/instance-identifier") == b"VN"
    assert json.loads(found.read(f"{PARAMETERS}.metadata")) == {"configurationVersion": "5"}
    assert b"SIMULATED" in found.read(PARAMETERS)


def test_members_are_read_with_their_systems() -> None:
    root = parameters(hub())
    assert (root.tag, root.findtext("instanceIdentifier")) == ("{http://x-road.eu/xsd/xroad.xsd}conf", "VN")
    read = {
        (member.findtext("memberClass/code"), member.findtext("memberCode")): [
            system.findtext("subsystemCode") for system in member.findall("subsystem")
        ]
        for member in root.findall("member")
    }
    assert read == {("GOV", "EXAMPLE"): ["portal", "stranger"], ("GOV", "G99"): ["registry"]}
    assert [member.findtext("name") for member in root.findall("member")] == [
        "Cơ quan mô phỏng (MÔ PHỎNG)",
        "Bộ mô phỏng (MÔ PHỎNG)",
    ]
    assert root.findtext("member/subsystem/subsystemName") == "Hệ thống portal (MÔ PHỎNG)"


def test_each_system_is_registered_at_the_server_of_its_member() -> None:
    root = parameters(hub(lambda world: add_system(world, "VN/GOV/G99/ô <&>")))
    members = {member.get("id"): member for member in root.findall("member")}
    for server in root.findall("securityServer"):
        owner = members[str(server.findtext("owner"))]
        registered = [each.text for each in server.findall("client")]
        assert registered == [system.get("id") for system in owner.findall("subsystem")]
        assert server.findtext("serverCode") == "ss1"
        assert str(server.findtext("address")).endswith(".gov.vn.example")
        assert len(str(server.findtext("authCertHash"))) == 44
    assert len(root.findall("securityServer")) == len(members) == 2
    codes = [system.findtext("subsystemCode") for system in root.iter("subsystem")]
    assert codes == ["portal", "stranger", "registry", "ô <&>"]


def test_settings_name_the_classes_and_a_group_the_owners() -> None:
    root = parameters(hub())
    assert [each.text for each in root.findall("globalSettings/memberClass/code")] == ["GOV"]
    assert root.findtext("globalSettings/ocspFreshnessSeconds") == "3600"
    codes = root.findall("globalGroup/groupMember/{http://x-road.eu/xsd/identifiers}memberCode")
    assert [each.text for each in codes] == ["EXAMPLE", "G99"]


def test_maintenance_is_told_of_each_server() -> None:
    root = parameters(hub(maintenance="Until noon"))
    assert [each.text for each in root.findall("securityServer/inMaintenanceMode/message")] == ["Until noon"] * 2
    assert parameters(hub()).find("securityServer/inMaintenanceMode") is None


class Nobody(Upstream):
    """No provider is called."""


def test_a_seeded_hub_names_whom_list_clients_names() -> None:
    world = hub_world()
    called = Hub(world, None, ExchangeApp(world, Nobody()))  # type: ignore[arg-type]
    listed = called.call("GET", "/listClients", {"Accept": "application/json"}).json()["member"]
    root = parameters(called)
    read = {
        ("VN", member.findtext("memberClass/code"), member.findtext("memberCode"), *code)
        for member in root.findall("member")
        for code in ((), *((system.findtext("subsystemCode"),) for system in member.findall("subsystem")))
    }
    assert read == {tuple(list(row["id"].values())[1:]) for row in listed}
