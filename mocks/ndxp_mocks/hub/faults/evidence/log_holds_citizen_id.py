"""The log holds the path as it was called, with a citizen id in it."""

from typing import Final

from ndxp_mocks.hub.evidence.transactions import LOG
from ndxp_mocks.hub.injection.fault import Fault
from ndxp_mocks.hub.state.table import Row

_CALLED: Final = "/citizens/001199000000"  # made up


def inject(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Put a made-up path in the place of its template."""
    return tuple({**row, "path_template": _CALLED} for row in rows)


FAULT = Fault(
    LOG,
    inject,
    vi="Nhật ký giữ đường dẫn đúng như lúc gọi, trong đó có số định danh cá nhân.",
    rule="exchange.log_holds_no_personal_content",
)
