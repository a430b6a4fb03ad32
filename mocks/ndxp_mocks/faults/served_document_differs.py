"""The platform serves a document that is not the published one: it says that it is of another version."""

from dataclasses import replace
from typing import Final

from ndxp_mocks.settings import Settings

RULE: Final = "endpoint.served_document_is_the_published_one"
DESCRIPTION_VI: Final = "Nền tảng cung cấp một tài liệu khác với tài liệu đã công bố: tài liệu ghi phiên bản khác."


def apply(settings: Settings) -> Settings:
    """Serve what was never published."""
    return replace(settings, described="otherwise")
