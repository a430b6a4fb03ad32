"""Describe files to send beside their paths: see `client.exchange.transfers`."""

from ndxp_sdk._transfers.progress import Progress
from ndxp_sdk._transfers.upload import Sendable, UploadFile

__all__ = ["Progress", "Sendable", "UploadFile"]
