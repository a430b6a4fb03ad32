"""Lists that come in pages, for threads and for tasks."""

from ndxp_sdk._async.pager import AsyncPager
from ndxp_sdk._operations.pagination import PageOf
from ndxp_sdk._sync.pager import Pager

__all__ = ["AsyncPager", "PageOf", "Pager"]
