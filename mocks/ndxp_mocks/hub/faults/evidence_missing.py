"""No signed container of any message can be had."""

from typing import Final

RULE: Final = "exchange.evidence_can_be_fetched"
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "evidence"
DESCRIPTION_VI: Final = "Không lấy được gói có chữ ký của bất kỳ thông điệp nào."


def strike(_has_message: bool, _argument: str | None) -> bool:
    """Have kept none."""
    return False
