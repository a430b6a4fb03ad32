"""Asynchronous requests."""

from typing import TYPE_CHECKING, Any, Final, Unpack, overload

from ndxp_sdk._operations.arguments import octets_of, opaque
from ndxp_sdk._operations.collection import ResourceOperations
from ndxp_sdk._operations.exchange.interactions import EXCHANGE, deleted, response, result, stored_result, verdict
from ndxp_sdk._operations.parsers import draft_of
from ndxp_sdk.models.contents import Content
from ndxp_sdk.models.interactions import Interaction, InteractionCreate, InteractionFields, InteractionOutcome, Verdict

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/exchange/v1/interactions"
_SINGLE: Final = f"{_WHOLE}/{{interaction_id}}"
_INTERACTIONS: Final = ResourceOperations("exchange.interactions", Interaction, _WHOLE, _SINGLE, EXCHANGE, EXCHANGE)


class AsyncInteractions:
    """Asynchronous requests: the consumer starts one, the provider answers when it is ready, in parts.

    interaction = await client.exchange.interactions.create(
        service="VN/GOV/G12/dkkd/enterprises", method="POST", path="/v1/extracts", data={"year": 2026}
    )
    interaction = await client.exchange.interactions.get(interaction)
    if interaction.state == "resource_ready":
        part = await client.exchange.interactions.result(interaction)
        await client.exchange.interactions.confirm(interaction)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    @overload
    async def create(self, draft: InteractionCreate, *, idempotency_key: str | None = None) -> Interaction: ...

    @overload
    async def create(
        self, *, idempotency_key: str | None = None, **fields: Unpack[InteractionFields]
    ) -> Interaction: ...

    async def create(
        self, draft: InteractionCreate | None = None, *, idempotency_key: str | None = None, **fields: Any
    ) -> Interaction:
        """Start an asynchronous request, from a draft or its fields.

        `POST /exchange/v1/interactions` Raises RequestInvalid, AccessDenied, NotFound.
        """
        made = draft_of(InteractionCreate, draft, fields)
        return await self._client.execute(_INTERACTIONS.create(made, idempotency_key))

    @overload
    async def get(self, interaction: Interaction | str) -> Interaction: ...

    @overload
    async def get(self, interaction: Interaction | str, *, if_none_match: str | None) -> Interaction | None: ...

    async def get(self, interaction: Interaction | str, *, if_none_match: str | None = None) -> Interaction | None:
        """Return one interaction; None while the copy with the etag `if_none_match` is the current one.

        `GET /exchange/v1/interactions/{interaction_id}` Raises NotFound.
        """
        return await self._client.execute(_INTERACTIONS.get({"interaction_id": opaque(interaction)}, if_none_match))

    async def delete(self, interaction: Interaction | str) -> None:
        """Give an interaction up as its consumer, and delete its result.

        `DELETE /exchange/v1/interactions/{interaction_id}` Raises NotFound.
        """
        await self._client.execute(deleted(_INTERACTIONS, {"interaction_id": opaque(interaction)}))

    @overload
    async def result(self, interaction: Interaction | str, part: int = 1) -> Content: ...

    @overload
    async def result(
        self, interaction: Interaction | str, part: int = 1, *, if_none_match: str | None
    ) -> Content | None: ...

    async def result(
        self, interaction: Interaction | str, part: int = 1, *, if_none_match: str | None = None
    ) -> Content | None:
        """Return one part of the result, counted from 1; None while the copy with `if_none_match` is the current one.

        `GET /exchange/v1/interactions/{interaction_id}/result` Raises Conflict (code `result-pending`) while the result
        is not ready, NotFound, IntegrityError.
        """
        return await self._client.execute(result({"interaction_id": opaque(interaction)}, part, if_none_match))

    async def put_result(
        self, interaction: Interaction | str, part: int = 1, *, content: bytes | str, media_type: str
    ) -> Interaction:
        """Store one part of the result as its provider; the last missing one makes the state resource_ready.

        `PUT /exchange/v1/interactions/{interaction_id}/result` Raises Conflict (another state, or other bytes than
        those stored before), PayloadTooLarge, NotFound.
        """
        octets = octets_of(content)
        path = {"interaction_id": opaque(interaction)}
        return await self._client.execute(stored_result(path, part, octets, media_type))

    async def respond(
        self,
        interaction: Interaction | str,
        outcome: InteractionOutcome | Verdict | str,
        *,
        source: str,
        parts: int | None = None,
        event_id: str | None = None,
    ) -> Interaction:
        """Report as the provider that the request was taken up or refused; `source` names the system that says so.

        `parts` is how many the result will have, 1 when left out; give an InteractionOutcome to say why it is refused.
        The hub knows the report by `source` and `event_id`, so sent again it changes nothing.

        `POST /exchange/v1/interactions/{interaction_id}:callback` Raises Conflict, NotFound.
        """
        said = outcome if isinstance(outcome, InteractionOutcome) else verdict(outcome, parts)
        return await self._client.execute(response(opaque(interaction), said, source, event_id))

    async def confirm(self, interaction: Interaction | str, *, if_match: str | None = None) -> Interaction:
        """Confirm as the consumer that the result was received.

        `POST /exchange/v1/interactions/{interaction_id}:confirm` Raises Conflict, NotFound.
        """
        path = {"interaction_id": opaque(interaction)}
        return await self._client.execute(_INTERACTIONS.transition("confirm", path, interaction, if_match))
