"""The log holds the path as it was called, with a citizen id in it."""

from typing import Final

from ndxp_mocks.hub.state.table import Row

RULE: Final = "exchange.log_holds_no_personal_content"
LAYER: Final = "own-gateway"
MOMENT: Final = "after-send"
STEP: Final = "log"
DESCRIPTION_VI: Final = "Nhật ký giữ đường dẫn đúng như lúc gọi, trong đó có số định danh cá nhân."
_CALLED: Final = "/citizens/001199000000"  # made up


def strike(rows: tuple[Row, ...], _argument: str | None) -> tuple[Row, ...]:
    """Put a made-up path in the place of its template."""
    return tuple({**row, "path_template": _CALLED} for row in rows)
