"""Calls that are held to the published document of a service."""

from typing import TYPE_CHECKING, Unpack

from ndxp_sdk._async.resources.catalog import AsyncCatalog
from ndxp_sdk._async.resources.exchange import AsyncExchange
from ndxp_sdk._concurrency.offload import AsyncOffload
from ndxp_sdk._contract.openapi_document import Document, Outline, document_of
from ndxp_sdk._contract.request import (
    CONTRACT,
    EXPECTED,
    NAMED,
    OperationArguments,
    check_answer,
    check_request,
    options_of,
    request_arguments,
)
from ndxp_sdk._contract.validator import OperationContract
from ndxp_sdk._operations.exchange.call import service_id
from ndxp_sdk._operations.raw_request import check_arguments
from ndxp_sdk._validators import TEXT, TEXT_OR_NONE, needed
from ndxp_sdk.errors import NdxpError, UsageError
from ndxp_sdk.exchange_response import ExchangeResponse
from ndxp_sdk.identifiers import ServiceId

if TYPE_CHECKING:
    from ndxp_sdk._async.sender import AsyncSender


class AsyncService:
    """A service as its document in the catalogue describes it; the document is read once.

    enterprises = client.service("VN/GOV/G12/dkkd/enterprises")
    answer = await enterprises.operation("getEnterprise")(path={"code": "0106001236"})
    """

    def __init__(self, client: "AsyncSender", service: ServiceId, version: str | None) -> None:
        self._config = client.config
        self._catalog = AsyncCatalog(client)
        self._exchange = AsyncExchange(client)
        self._service = service
        self._version = version
        self._document: Document | None = None
        self._contracts: dict[str, OperationContract] = {}

    def operation(self, name: str) -> "AsyncOperation":
        """Return the operation of this operationId, or of method and path as in the document: `GET /v1/{code}`."""
        return AsyncOperation(self, needed("name", name, TEXT))

    async def operations(self) -> tuple[Outline, ...]:
        """Return the operations of the service, in the order of the document."""
        return (await self.document()).outlines

    async def document(self) -> Document:
        """Return the document, from the catalogue when it is wanted for the first time."""
        return self._document or await self.refresh()

    async def refresh(self) -> Document:
        """Ask the catalogue whether there is a newer document, and take it.

        Raises:
            UnexpectedAnswer: the description is no OpenAPI document of version 3.
            UsageError: it refers to other documents, or no version of the service is published.
        """
        known = self._document
        version = self._version or await self._latest()
        etag = None if known is None else known.etag
        found = await self._catalog.specifications.get(self._service, version, if_none_match=etag)
        if found is None and known is not None:
            return known
        if found is None:
            raise UsageError("the catalogue has no document of this version")
        self._contracts = {}
        self._document = await AsyncOffload.run(document_of, found.content, found.etag)
        return self._document

    async def contract(self, name: str) -> OperationContract:
        """Return the contract of one operation: what it asks for and promises."""
        document = await self.document()
        known = self._contracts.get(name)
        if known is None:
            known = self._contracts[name] = OperationContract(document, document.outline(name))
        return known

    async def send(self, contract: OperationContract, arguments: OperationArguments) -> ExchangeResponse:
        """Check, call, check."""
        needed("contract", contract, CONTRACT)
        needed("arguments", arguments, NAMED)
        request = request_arguments(arguments)
        await AsyncOffload.run(check_request, contract, request)  # because a long body takes seconds
        outline, options = contract.outline, options_of(arguments, request)
        response = await self._exchange.call(self._service, outline.method, outline.path, **options)
        try:
            await AsyncOffload.run(check_answer, contract, request, response)
        except NdxpError as error:
            failure = self._config.masked(error)
        else:
            return response
        raise failure

    async def _latest(self) -> str:
        service = await self._catalog.services.get(self._service)
        if service.latest_version is None:
            raise UsageError("no version of this service is published: name one, or ask its provider")
        return service.latest_version

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._service})"


class AsyncOperation:
    """An operation of a service, to be called."""

    def __init__(self, service: AsyncService, name: str) -> None:
        self._service = service
        self._name = name

    async def __call__(self, **arguments: Unpack[OperationArguments]) -> ExchangeResponse:
        """Call the operation; request and answer are held to the document. Needs the extra `validation`.

        Raises:
            UsageError: the request differs; nothing was sent. `error.facts.violations` tells each place and rule.
            ContractViolation: the answer differs; `error.facts.violations` as well.
            Both with the code `contract-undecided`: the document is broken, or one of its patterns takes too long.
            ProviderError: an error of the provider that the document does not describe.
        """
        check_arguments(arguments, EXPECTED, "the operation")
        return await self._service.send(await self._service.contract(self._name), arguments)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._name})"


class AsyncContracts:
    """The services by id: the same one for the same service and version, so that its document is read once."""

    def __init__(self, client: "AsyncSender") -> None:
        self._client = client
        self._services: dict[tuple[str, str | None], AsyncService] = {}

    def __call__(self, service: ServiceId | str, version: str | None = None) -> AsyncService:
        """Return the service of this id, in this version or the latest that is published."""
        known = service_id(service)
        needed("version", version, TEXT_OR_NONE)
        made = AsyncService(self._client, known, version)
        return self._services.setdefault((known.slash, version), made)
