"""The catalogue lists no service, though all of them can be called."""

from ndxp_mocks.hub.domain.catalog.service_versions import LISTING
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row


def inject(_found: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Hide them all."""
    return ()


FAULT = Fault(
    LISTING,
    inject,
    vi="Danh mục không liệt kê dịch vụ nào, dù dịch vụ vẫn gọi được.",
    rule="exchange.service_is_listed_at_the_hub",
)
