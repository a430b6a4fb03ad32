"""The list of fault codes, and every one of them on the wire in both spellings."""

import re

import pytest

from mocks.hub.xroad.worlds import hub
from ndxp_mocks import yaml_codec
from ndxp_mocks.hub.xroad.fault_codes import FaultCode, code_in_profile, fault_codes
from ndxp_mocks.specs import specs_root

CODELIST = yaml_codec.read((specs_root() / "codelists" / "xroad-fault-codes.yaml").read_bytes())
BOTH = [each for each in fault_codes() if each.code_7_7 and each.code_7_8]


def test_the_list_is_complete_and_says_everything_once() -> None:
    new = [each.code_7_8 for each in fault_codes() if each.code_7_8]
    old = [each.code_7_7 for each in fault_codes() if each.code_7_7]
    assert len(set(new)) == len(new)
    assert len(set(old)) == len(old)
    assert len(BOTH) >= 91
    families = {row["code"] for row in CODELIST["families"]}
    assert {each.family for each in fault_codes()} == families
    prefixes = {row["prefix_7_8"] for row in CODELIST["prefixes"]}
    assert {prefix for each in fault_codes() for prefix in each.typical_prefixes} <= prefixes


def test_no_code_is_without_a_spelling_and_each_keeps_its_style() -> None:
    for each in fault_codes():
        assert each.code_7_8 or each.code_7_7
        assert re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)?", each.code_7_8 or "null")
        assert re.fullmatch(r"[A-Z][A-Za-z0-9]+", each.code_7_7 or "Null")


@pytest.mark.parametrize(
    ("new", "old"),
    [
        ("server.clientproxy.io_error", "Server.ClientProxy.IOError"),
        ("server.clientproxy.hsm_non_operational", "Server.ClientProxy.HSMNonOperational"),
        ("server.clientproxy.global_conf_outdated", "Server.ClientProxy.OutdatedGlobalConf"),
        ("server.serverproxy.hashchain_unused_inputs", "Server.ServerProxy.HashChainUnusedInputs"),
        ("signer.token_readonly", "Signer.TokenReadOnly"),
        ("client.ssl_authentication_failed", "Client.SslAuthenticationFailed"),
        ("server.serverproxy.service_failed.unknown_member", "Server.ServerProxy.ServiceFailed.UnknownMember"),
        ("server.serverproxy.opmonitor.internal_error", "Server.ServerProxy.OpMonitor.InternalError"),
    ],
)
def test_irregular_names_and_nested_segments(new: str, old: str) -> None:
    assert (code_in_profile(new, "xroad-7.7"), code_in_profile(new, "xroad-7.8")) == (old, new)


@pytest.mark.long
@pytest.mark.parametrize("profile", ["xroad-7.7", "xroad-7.8"])
def test_every_code_can_be_put_on_the_wire_with_every_prefix(profile: str) -> None:
    called = hub(profile=profile)
    for each in BOTH:
        for row in CODELIST["prefixes"]:
            prefix = row["prefix_7_8"]
            called.world.faults = {f"xroad-code:{each.code_7_8}@{prefix}"}
            answered = called.get()
            expected = on_the_wire(each, row, profile)
            assert (answered.headers["X-Road-Error"], answered.json()["type"]) == (expected, expected)
            assert answered.status_code == row["status"], expected
    assert called.provider.calls == []


def on_the_wire(each: FaultCode, row: dict[str, str], profile: str) -> str:
    old = f"{row['prefix_7_7']}.{each.code_7_7}"
    return old if profile == "xroad-7.7" else f"{row['prefix_7_8']}.{each.code_7_8}"
