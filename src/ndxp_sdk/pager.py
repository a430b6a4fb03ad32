"""Lists that come in pages, for threads and for tasks."""

from ndxp_sdk._async._pager import AsyncPager
from ndxp_sdk._pages import PageOf
from ndxp_sdk._sync._pager import Pager

__all__ = ["AsyncPager", "PageOf", "Pager"]
