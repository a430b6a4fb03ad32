"""X-Road's fault codes: one spelling out of two, their families, and whose fault a prefix says it is.

A code is a prefix, no or more outer codes, and a code: `server.serverproxy.service_failed.unknown_member`. Up to 7.7
it is written `Server.ServerProxy.ServiceFailed.UnknownMember`. The facts are those of
specs/codelists/xroad-fault-codes.yaml; a test holds them equal.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final, Literal

from ndxp_sdk.errors import Origin

Family = Literal[
    "caller-message",
    "identity",
    "destination",
    "access",
    "provider-off",
    "provider-failed",
    "own-gateway",
    "evidence",
    "trust",
    "consistency",
    "signer",
    "asic",
]
LONGEST: Final = 512
PREFIXES: Final[Mapping[str, Origin]] = MappingProxyType(
    {
        "server.serverproxy.opmonitor": "provider-gateway",
        "server.serverproxy": "provider-gateway",
        "server.clientproxy": "consumer-gateway",
        "client": "caller",
        "signer": "consumer-gateway",
    }
)
# Because these were renamed, or are one word where the rule makes two.
ALIASES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "server_proxy": "serverproxy",
        "client_proxy": "clientproxy",
        "op_monitor": "opmonitor",
        "hash_chain_unused_inputs": "hashchain_unused_inputs",
        "token_read_only": "token_readonly",
        "outdated_global_conf": "global_conf_outdated",
    }
)
_FAMILIES: Final[tuple[tuple[Family, str], ...]] = (
    (
        "caller-message",
        "bad_request duplicate_header_field inconsistent_headers invalid_body invalid_content_type "
        "invalid_http_method invalid_message invalid_protocol_version invalid_request invalid_rest invalid_soap "
        "invalid_soap_action invalid_xml malformed_soap mime_parsing_failed missing_body missing_header "
        "missing_header_field missing_rest missing_soap",
    ),
    (
        "identity",
        "invalid_client_identifier ssl_authentication_failed",
    ),
    (
        "destination",
        "adapter_wsdl_not_found invalid_security_server not_found service_type unknown_host unknown_member "
        "unknown_service",
    ),
    (
        "access",
        "access_denied",
    ),
    (
        "provider-off",
        "maintenance_mode service_disabled",
    ),
    (
        "provider-failed",
        "http_error invalid_response io_error network_error service_failed service_malformed_url service_missing_url",
    ),
    (
        "own-gateway",
        "client_proxy_version_not_supported cryptography_error database_error "
        "global_conf_download_url_connection_failure global_conf_get_version_failed "
        "global_conf_header_field_missing global_conf_header_field_missing_parameter "
        "global_conf_header_field_wrong_value global_conf_missing_signed_data "
        "global_conf_missing_signed_data_expiration_date global_conf_missing_verification_cert "
        "global_conf_outdated global_conf_parsing_downloaded_conf_directory_failure "
        "global_conf_part_blank_instance_identifier global_conf_part_download_failure "
        "global_conf_part_downloaded_file_integrity_failure global_conf_part_downloaded_hash_failure "
        "global_conf_part_duplicate_target global_conf_part_file_expiration_date_update_failure "
        "global_conf_part_file_hash_failure global_conf_part_file_save_failure "
        "global_conf_part_invalid_content_location global_conf_part_invalid_instance_identifier "
        "global_conf_part_reserved_file_name global_conf_signature_decode_failure "
        "global_conf_signature_verification_failure hsm_internal_error hsm_non_operational internal_error "
        "malformed_anchor malformed_global_conf malformed_key_conf malformed_optional_parts_conf "
        "malformed_server_conf",
    ),
    (
        "evidence",
        "logging_failed mlog timestamper_failed timestamping_failed",
    ),
    (
        "trust",
        "cannot_create_cert_path cannot_create_signature cert_validation cert_validity_time "
        "hashchain_unused_inputs incorrect_certificate incorrect_validation_info invalid_cert_path "
        "invalid_hash_chain invalid_hash_chain_ref invalid_reference invalid_signature_value malformed_hash_chain "
        "malformed_signature missing_signature missing_validation_info ocsp_connection_error ocsp_failed "
        "ocsp_response_parsing_failure ocsp_response_verification_failure signature_verification "
        "timestamp_validation unsupported_algorithm",
    ),
    (
        "consistency",
        "inconsistent_response",
    ),
    (
        "signer",
        "cannot_find_member cannot_get_member_id_from_certificate cannot_sign cert_exists cert_import_failed "
        "cert_not_found csr_not_found failed_to_delete_key failed_to_generate_certificate_request "
        "failed_to_generate_private_key failed_to_generate_public_key key_not_available key_not_found "
        "login_failed logout_failed pin_incorrect token_fetch_failed token_not_active token_not_available "
        "token_not_found token_not_initialized token_pin_missing token_pin_policy_failure token_readonly "
        "unsupported_sign_algorithm wrong_cert_usage",
    ),
    (
        "asic",
        "asic_hash_chain_not_found asic_hash_chain_result_not_found asic_invalid_container asic_invalid_mime_type "
        "asic_manifest_not_found asic_message_not_found asic_mime_type_not_found asic_signature_not_found "
        "asic_timestamp_not_found",
    ),
)
# For codes of other releases: the first that a code begins with.
_STARTS: Final[tuple[tuple[str, Family], ...]] = (
    ("asic_", "asic"),
    ("ocsp_", "trust"),
    ("global_conf_", "own-gateway"),
    ("malformed_", "own-gateway"),
    ("token_", "signer"),
    ("cert_", "trust"),
    ("missing_", "caller-message"),
    ("invalid_", "caller-message"),
)
_WORD_START: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@dataclass(frozen=True, slots=True)
class Code:
    """A fault code taken apart. `segments` are without prefix, as 7.8 writes them; foreign codes have no family."""

    origin: Origin
    segments: tuple[str, ...]
    family: Family | None

    @property
    def text(self) -> str:
        """The code without prefix."""
        return ".".join(self.segments)

    @property
    def deciding(self) -> str:
        """The outermost segment that X-Road knows, which says what kind of failure it is."""
        return next(
            (segment for segment in self.segments if segment in families()), self.segments[0] if self.segments else ""
        )


def normalised(code: str) -> str:
    """Return the code as 7.8 writes it, prefix included. What is written so already stays as it is."""
    return ".".join(_segment(part) for part in code.strip().split("."))


def code_of(text: str) -> Code:
    """Take a code of either spelling apart."""
    rest, origin = normalised(text[:LONGEST]), None
    while found := next((prefix for prefix in PREFIXES if f"{rest}.".startswith(f"{prefix}.")), None):
        # because the signer serves whichever server asked it
        origin = PREFIXES[found] if origin is None or found != "signer" else origin
        rest = rest[len(found) + 1 :]
    segments = tuple(filter(None, rest.split(".")))
    return Code(origin or "unknown", segments, _family(segments))


@cache
def families() -> Mapping[str, Family]:
    """Return every code of both releases, as 7.8 writes or would write it, with its family."""
    return MappingProxyType({code: family for family, codes in _FAMILIES for code in codes.split()})


def _segment(part: str) -> str:
    spelled = _WORD_START.sub("_", part.replace("-", "_")).lower()
    return ALIASES.get(spelled, spelled)


def _family(segments: tuple[str, ...]) -> Family | None:
    known = next((families()[segment] for segment in segments if segment in families()), None)
    started = (family for segment in segments for start, family in _STARTS if segment.startswith(start))
    return known or next(started, None)
