"""All platforms, as the reader asks for them."""

from typing import Final

from starlette.responses import Response

from compliance.report.formats.html.overview import bar_rows
from compliance.report.stages import rows as stage_rows
from compliance.server.access.identity import Action
from compliance.server.choices import owner_choices, state_choices
from compliance.server.listing import BY_WORK, Asked, heads, in_order, listing, page_links
from compliance.server.visit import Visit

PATH: Final = "/platforms"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    platforms = visit.platforms
    asked = Asked.of(visit.request.query_params)
    ordered = visit.remembered("order", lambda: in_order(platforms, asked.sort, visit.context), asked.sort)
    found = listing(ordered, asked, visit.context)

    def to(**query: str | int | None) -> str:
        return visit.addresses.to(PATH, **query)

    return visit.page(
        "platforms_page.html",
        visit.words("Platforms"),
        listing=found,
        asked=asked,
        heads=tuple(heads(asked, to, visit.context)),
        pages=page_links(found, to),
        by_work=to(**{**asked.query, "sort": None}) if asked.sort != BY_WORK else "",
        unfiltered=to(sort=asked.query["sort"]) if asked.is_filtering else "",
        owners=owner_choices(platforms, visit.words),
        states=state_choices(platforms, visit.words),
        ladder=bar_rows(stage_rows(platforms, visit.context), max(1, len(platforms))),
        tables=visit.tables("platforms", **asked.query),
    )
