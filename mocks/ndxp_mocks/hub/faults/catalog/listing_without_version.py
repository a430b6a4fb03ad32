"""The catalogue does not say which version of a service is on offer."""

from ndxp_mocks.hub.domain.catalog.service_versions import LISTING
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row


def inject(found: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Leave the version out of each entry."""
    return tuple({**row, "latest_version": None} for row in found)


FAULT = Fault(
    LISTING,
    inject,
    vi="Danh mục không nêu phiên bản nào của dịch vụ đang được cung cấp.",
    rule="exchange.listing_names_owner_and_version",
)
