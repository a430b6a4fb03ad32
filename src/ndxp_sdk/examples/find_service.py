"""Find a service in the catalogue, see what can be called, and read its document.

Tìm một dịch vụ trong danh mục, xem gọi được những gì và đọc tài liệu mô tả.
"""

from ndxp_sdk import Client
from ndxp_sdk.examples._connecting import run


def main(ndxp: Client) -> None:
    """Print what the search finds, and the methods and paths of the first one."""
    for service in ndxp.catalog.services.list(q="doanh nghiệp"):  # pages are fetched as needed
        print(service.id, service.title.vi)

    first = ndxp.catalog.services.list(q="doanh nghiệp", state="published").first()
    if first is None:
        print("nothing found")
        return
    version = ndxp.catalog.versions.get(first, first.latest_version)
    for endpoint in ndxp.catalog.versions.endpoints(version):
        print(endpoint.method, endpoint.path)
    document = ndxp.catalog.specifications.get(version)
    print("document:", document.media_type, len(document.content), "bytes")


if __name__ == "__main__":
    run(main)
