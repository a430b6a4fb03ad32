"""The client: settings, resources, and the one place from which calls are sent."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, ParamSpec, Self, TypeVar, Unpack
from warnings import warn

from ndxp_sdk._async.runner import AsyncRunner
from ndxp_sdk._client.config import ClientConfig, config_of
from ndxp_sdk._client.options import AsyncClientOptions, CallOptions
from ndxp_sdk._concurrency.lazy import lazy_property
from ndxp_sdk._http.response import Response
from ndxp_sdk._operations.parse import read
from ndxp_sdk._operations.raw_request import RequestOptions, raw_request
from ndxp_sdk._pipeline.call import Call
from ndxp_sdk._pipeline.call_result import CallResult
from ndxp_sdk._pipeline.logging import log_end, log_failure
from ndxp_sdk._pipeline.observers import CAPTURED_CALLS, CallObserver
from ndxp_sdk._pipeline.prepared_call import PreparedCall
from ndxp_sdk._redaction.arguments import built_unseen, merged_unseen
from ndxp_sdk._validators import kind
from ndxp_sdk.errors import InvalidConfiguration, NdxpError, UsageError
from ndxp_sdk.raw import RawResult

if TYPE_CHECKING:
    from ndxp_sdk._async.resources.audit import AsyncAuditLog
    from ndxp_sdk._async.resources.catalog import AsyncCatalog
    from ndxp_sdk._async.resources.exchange import AsyncExchange
    from ndxp_sdk._async.resources.service import AsyncContracts
    from ndxp_sdk._async.resources.tokens import AsyncTokens
    from ndxp_sdk._async.resources.transactions import AsyncTransactions

T = TypeVar("T")
P = ParamSpec("P")


class AsyncClient:
    """A client of a hub, a gateway or a security server.

    It keeps connections open: make one and share it, and close it, best with a `with` block. Clients of threads can be
    shared by all of them; a client of tasks belongs to one event loop. The settings are those of `Settings`.

    >>> client = AsyncClient("https://hub.example", client="VN/GOV/G22/mot-cua")
    >>> client
    AsyncClient(https://hub.example)
    """

    def __init__(self, base_url: str, **settings: Unpack[AsyncClientOptions]) -> None:
        transport = settings.get("transport")
        self.config: ClientConfig = built_unseen(config_of, base_url, "AsyncClient", options=settings)
        """For parts of this package."""
        self._runner: AsyncRunner = AsyncRunner(self.config, transport)

    if TYPE_CHECKING:
        core: ClientConfig
    else:

        def __getattr__(self, name: str) -> object:
            """Return the configuration by the name that it had in earlier versions; it warns."""
            if name != "core":
                raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
            warn("client.core is called client.config now", DeprecationWarning, stacklevel=2)
            return self.config

    @lazy_property
    def exchange(self) -> "AsyncExchange":
        """The calls of providers' services, and what the security servers report of them."""
        from ndxp_sdk._async.resources.exchange import AsyncExchange

        return AsyncExchange(self)

    @lazy_property
    def catalog(self) -> "AsyncCatalog":
        """The catalogue: who shares what, and who may call it."""
        from ndxp_sdk._async.resources.catalog import AsyncCatalog

        return AsyncCatalog(self)

    @lazy_property
    def transactions(self) -> "AsyncTransactions":
        """The own exchanges in the transaction log."""
        from ndxp_sdk._async.resources.transactions import AsyncTransactions

        return AsyncTransactions(self)

    @lazy_property
    def service(self) -> "AsyncContracts":
        """The services by id, each with its calls held to its published document: `client.service(id)`."""
        from ndxp_sdk._async.resources.service import AsyncContracts

        return AsyncContracts(self)

    @lazy_property
    def tokens(self) -> "AsyncTokens":
        """The authorization server: tokens, keys and revocations."""
        from ndxp_sdk._async.resources.tokens import AsyncTokens

        return AsyncTokens(self)

    @lazy_property
    def audit(self) -> "AsyncAuditLog":
        """The administrative changes, statistics and open data."""
        from ndxp_sdk._async.resources.audit import AsyncAuditLog

        return AsyncAuditLog(self)

    @classmethod
    def from_profile(
        cls,
        name: str | None = None,
        file: str | Path | None = None,
        *,
        base_url: str | None = None,
        **overrides: Unpack[AsyncClientOptions],
    ) -> Self:
        """Return a client with the settings of a profile in `ndxp.toml`; what is given here counts more.

        Without `name` it is the one of NDXP_PROFILE, else the default of the file, else the only one. Raises
        InvalidConfiguration, which names file and line, and SecretUnavailable. See `ndxp_sdk.profiles`.
        """
        from ndxp_sdk.profiles import load  # because most clients have no profile

        try:
            profile = load(name, file)
        except InvalidConfiguration as error:
            raise InvalidConfiguration(error.message, error.facts) from None
        return cls(profile.base_url if base_url is None else base_url, **merged_unseen(profile.settings(), overrides))

    def with_options(self, **options: Unpack[CallOptions]) -> Self:
        """Return this client with other options for some calls; it shares the connections, so close only the first."""
        other = object.__new__(type(self))
        other.config = built_unseen(self.config.having, options=options)
        other._runner = self._runner
        return other

    async def request(self, method: str, path: str, **options: Unpack[RequestOptions]) -> Response:
        """Send a request to the hub's own APIs that has no method yet; responses of 400 and above are raised.

        `path` goes onto the wire as it is: percent-encode it, or write braces and give their `values`.
        """
        call, prepared = built_unseen(raw_request, self.config, method, path, options=options)
        return read(call, await self.perform(prepared))

    async def raw(self, method: Callable[P, Awaitable[T]], /, *args: P.args, **kwargs: P.kwargs) -> RawResult[T]:
        """Run `method` and give status, headers and number of tries beside its result.

        Source: the last call that the method made; a method that makes none raises UsageError.
        """
        if not callable(method):
            raise UsageError(f"raw is given {kind(method)}, a method is expected, such as client.catalog.services.get")
        seen: list[CallResult] = []
        before = CAPTURED_CALLS.set(seen)
        try:
            result = await method(*args, **kwargs)
        finally:
            CAPTURED_CALLS.reset(before)
        if not seen:
            raise UsageError("the method has sent nothing yet: give one that returns a result, not pages")
        answer = seen[-1].answer
        return RawResult(result, answer.status, answer.headers, seen[-1].attempts, seen[-1].elapsed)

    async def execute(self, call: Call[T]) -> T:
        """Send a call of the hub's own APIs and read its answer."""
        if not isinstance(call, Call):
            raise UsageError(f"execute is given {kind(call)}, a Call is expected")
        return read(call, await self.perform(self.config.prepare(call)))

    async def perform(self, prepared: PreparedCall) -> CallResult:
        """Carry a prepared out: tries, audit, trace, log."""
        config = self.config
        watch = CallObserver(prepared, config.audit, config.tracing) if config.is_watched else None
        prepared = watch.begin() if watch else prepared
        try:
            done = await self._runner.run(prepared, config.state)
        except BaseException as error:
            if isinstance(error, NdxpError):
                log_failure(prepared, error)
            if watch:
                watch.end(None, error)
            raise
        log_end(prepared, done)
        try:
            if watch:
                watch.end(done)
        except BaseException:
            await self._runner.discard(done)  # because nobody gets it who could close it
            raise
        if (seen := CAPTURED_CALLS.get()) is not None:
            seen.append(done)
        return done

    async def aclose(self) -> None:
        """End all connections; calls made afterwards raise UsageError."""
        await self._runner.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    def __repr__(self) -> str:
        # because the report of an error may show one that was not made to its end
        config = getattr(self, "config", None)
        return f"{type(self).__name__}({config.site.address.origin if config else ''})"

    def __reduce__(self) -> Any:
        raise TypeError("a client holds connections and is not pickled: make one in each process")
