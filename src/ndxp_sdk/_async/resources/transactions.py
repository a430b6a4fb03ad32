"""Records of exchange and their evidence."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import datetime
from typing import TYPE_CHECKING, Final, cast, overload

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.arguments import ServiceLike, headers, opaque, query, slash
from ndxp_sdk._operations.collection import CURRENT, read
from ndxp_sdk._operations.parsers import model
from ndxp_sdk._operations.transactions import evidence, ids_of
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk.errors import NdxpError
from ndxp_sdk.identifiers import ServiceId
from ndxp_sdk.models.agreements import Agreement
from ndxp_sdk.models.evidence import Evidence
from ndxp_sdk.models.transactions import Direction, Leg, Outcome, Transaction, TransactionDetail, TransactionPage

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender

_WHOLE: Final = "/audit/v1/transactions"
_SINGLE: Final = f"{_WHOLE}/{{transaction_id}}"
_READ: Final = frozenset({"audit:read"})


class AsyncTransactionPager(AsyncPager[Transaction]):
    """Records of exchange, page after page. `complete_until` is known after the first page."""

    complete_until: datetime | None = None
    """Up to when nothing is missing in what was read: whoever polls gives it as `after` next time."""

    async def iter_pages(self) -> AsyncGenerator[TransactionPage, None]:
        """Page after page."""
        async with aclosing(super().iter_pages()) as pages:
            async for page in pages:
                whole = cast("TransactionPage", page)
                self.complete_until = whole.complete_until
                yield whole


class AsyncTransactions:
    """Records of the own exchanges, and their evidence.

    Example:
        try:
            await client.exchange.call("VN/GOV/G12/dkkd/enterprises", "POST", "/v1/enterprises", json=enterprise)
        except OutcomeUnknown as error:
            records = await client.transactions.find(error)
    """

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client

    def list(  # noqa: PLR0913 - because the contract has as many filters
        self,
        *,
        after: datetime | None = None,
        before: datetime | None = None,
        service: ServiceLike | None = None,
        agreement: Agreement | str | None = None,
        message_id: str | None = None,
        direction: Direction | str | None = None,
        outcome: Outcome | str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> AsyncTransactionPager:
        """List the own records, oldest first, one for each leg that the caller may see.

        `after` and `before` are about when they were recorded; the first one counts as after itself.

        `GET /audit/v1/transactions`
        """
        contract = None if agreement is None else opaque(agreement)
        asked = query(after=after, before=before, service=slash(ServiceId, service), agreement=contract)
        asked += query(message_id=message_id, direction=direction, outcome=outcome, cursor=cursor, limit=limit)
        call = Call("transactions.list", "GET", _WHOLE, model(TransactionPage), query=asked, scopes=_READ)
        return AsyncTransactionPager(self._client.execute, call)

    @overload
    async def get(self, transaction: Transaction | str) -> TransactionDetail: ...

    @overload
    async def get(self, transaction: Transaction | str, *, if_none_match: str | None) -> TransactionDetail | None: ...

    async def get(
        self, transaction: Transaction | str, *, if_none_match: str | None = None
    ) -> TransactionDetail | None:
        """Return one transaction with both legs; None while the copy with the etag `if_none_match` is the current one.

        `GET /audit/v1/transactions/{transaction_id}` Raises NotFound.
        """
        path = {"transaction_id": opaque(getattr(transaction, "transaction_id", transaction))}
        call = read("transactions.get", _SINGLE, TransactionDetail, path, if_none_match, scopes=_READ)
        return await self._client.execute(call)

    @overload
    async def evidence(self, transaction: Transaction | str, *, leg: Leg | str | None = None) -> Evidence: ...

    @overload
    async def evidence(
        self, transaction: Transaction | str, *, leg: Leg | str | None = None, if_none_match: str | None
    ) -> Evidence | None: ...

    async def evidence(
        self, transaction: Transaction | str, *, leg: Leg | str | None = None, if_none_match: str | None = None
    ) -> Evidence | None:
        """Return the signed message of one leg, the request by default, as an ASiC-E container.

        `GET /audit/v1/transactions/{transaction_id}/evidence` Raises Conflict (it bears no timestamp yet: `retryable`),
        NotFound.
        """
        call = Call(
            operation="transactions.evidence",
            method="GET",
            template=f"{_SINGLE}/evidence",
            reads=evidence,
            path={"transaction_id": opaque(getattr(transaction, "transaction_id", transaction))},
            query=query(leg=leg),
            headers=headers(if_none_match=if_none_match),
            answers=CURRENT,
            scopes=_READ,
        )
        return await self._client.execute(call)

    async def find(self, message_id: NdxpError | str) -> tuple[Transaction, ...]:
        """Find the records of one call by its X-Road-Id or the error that it ended with; each attempt has one.

        Nothing: it did not get as far, or not yet. The log is complete up to about 60 seconds back, so ask again after
        that before you repeat a call that changes something.

        `GET /audit/v1/transactions` Raises UsageError for an error without ids.
        """
        return tuple(await self.list(message_id=ids_of(message_id)).collect())
