"""The catalogue does not say which version of a service is on offer."""

from typing import Final

from ndxp_mocks.hub.state.table import Row

RULE: Final = "exchange.listing_names_owner_and_version"
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "listing"
DESCRIPTION_VI: Final = "Danh mục không nêu phiên bản nào của dịch vụ đang được cung cấp."


def strike(found: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Leave the version out of each entry."""
    return tuple({**row, "latest_version": None} for row in found)
