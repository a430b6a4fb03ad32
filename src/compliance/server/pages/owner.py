"""One owner: where its platforms stand, what is due for it, and what it is asked to mend."""

from typing import Final

from starlette.responses import Response

from compliance.report import labels
from compliance.report.formats.html.first_screen import first_screen
from compliance.server.access.identity import Action
from compliance.server.addresses import segment
from compliance.server.listing import BY_WORK, Asked, heads, in_order, listing, page_links
from compliance.server.visit import Visit

PATH: Final = "/owners/{key}"
NEEDS: Final = Action.SEE_PAGES


def show(visit: Visit) -> Response:
    key: str = visit.request.path_params["key"]
    report, asked = visit.of_owner(key), Asked.of(visit.request.query_params)
    found = listing(in_order(report.subjects, asked.sort, visit.context), asked, visit.context)
    first = first_screen(report, visit.context)
    path = f"/owners/{segment(key)}"

    def to(**query: str | int | None) -> str:
        return visit.addresses.to(path, **query)

    name = labels.owner(report.subjects[0], visit.words)
    return visit.page(
        "owner_page.html",
        name,
        name=name,
        code=report.subjects[0].owner_code,
        first=first,
        ladder=first.ladder,
        listing=found,
        heads=tuple(heads(asked, to, visit.context, without={"owner"})),
        pages=page_links(found, to),
        by_work=to() if asked.sort != BY_WORK else "",
        papers={form: visit.addresses.to(f"{path}/report.{form}") for form in ("pdf", "docx", "xlsx", "html")},
    )
