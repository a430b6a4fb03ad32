"""An error of X-Road on its way to the caller."""

from ndxp_mocks.hub.xroad.fault_codes import has_prefix


class XRoadError(Exception):
    """A failed step. `code` is written as 7.8 does; whoever passes it on adds its prefix, once."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message

    def under(self, prefix: str) -> "XRoadError":
        """Return the same error seen through the server of this prefix; one that has a prefix keeps it."""
        return self if has_prefix(self.code) else XRoadError(f"{prefix}.{self.code}", self.message)

    def within(self, code: str) -> "XRoadError":
        """Return the same error as the cause of another: `service_failed` makes `service_failed.unknown_member`."""
        return XRoadError(f"{code}.{self.code}", self.message)
