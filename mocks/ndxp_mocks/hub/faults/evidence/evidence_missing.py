"""No signed container of any message can be had."""

from ndxp_mocks.hub.evidence.asice import EVIDENCE
from ndxp_mocks.hub.injection.fault import Fault


def inject(_has_message: bool, _argument: str | None) -> bool:
    """Have kept none."""
    return False


FAULT = Fault(
    EVIDENCE,
    inject,
    vi="Không lấy được gói có chữ ký của bất kỳ thông điệp nào.",
    rule="exchange.evidence_can_be_fetched",
)
