"""Lines that the command prints for the platform of a document when it starts."""

from collections.abc import Iterator

from ndxp_mocks.cli.parser import Words
from ndxp_mocks.cli.token_files import keep_tokens
from ndxp_mocks.openapi.security import NARROW_TOKEN
from ndxp_mocks.platform.authorization import TOKEN
from ndxp_mocks.serving.documents import ServedDocument


def introduction(served: ServedDocument, words: Words) -> Iterator[str]:
    """Yield the lines that tell where the platform answers, and whom; the address comes last, because then it does."""
    yield words["simulated"]
    yield f"{words['token']}: {TOKEN}, {NARROW_TOKEN} (403)"
    yield f"{words['faults_of']}: {', '.join(sorted(served.faults)) or words['none']}"
    yield f"{words['ca_file']}: {served.ca_file}"
    yield f"{words['plain_address']}: {served.plain_base_url}"
    yield f"{words['address']}: {served.base_url}"


def signed_tokens(served: ServedDocument, words: Words) -> Iterator[str]:
    """Yield the files of signed tokens, all but the first to be refused; nothing if the platform takes none."""
    if served.described.security.takes_tokens:
        files = keep_tokens(served, served.ca_file.parent)
        yield f"{words['signed_tokens']}: {', '.join(map(str, files))}"


def unserved_operations(served: ServedDocument, words: Words) -> Iterator[str]:
    """Count the operations that are served, and yield every one that cannot be with the reason why."""
    found = list(served.described.unsuitable())
    count = len(served.described.operations())
    yield f"{words['served_operations']}: {count - len(found)}/{count}"
    if found:
        yield f"{words['unserved_operations']}:"
    for each in found:
        yield f"  {each.operation}: {words[each.reason.word].format(**each.reason.told)}"
