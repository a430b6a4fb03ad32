"""The catalogue lists no service, though all of them can be called."""

from typing import Final

from ndxp_mocks.hub.state.table import Row

RULE: Final = "exchange.service_is_listed_at_the_hub"
LAYER: Final = "own-gateway"
MOMENT: Final = "before-send"
STEP: Final = "listing"
DESCRIPTION_VI: Final = "Danh mục không liệt kê dịch vụ nào, dù dịch vụ vẫn gọi được."


def strike(_found: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Hide them all."""
    return ()
