"""An answer names the type of its body.

Broken: The type of an answer is not named

Who does not know what it is cannot read it.

To mend it, send `Content-Type`.

Shows the answers that were seen. Does not show that the type is the right one.
"""

from collections.abc import Iterator

from compliance.model.grades import Proof
from compliance.model.observation import HttpExchange
from compliance.model.rule import rule
from compliance.model.violation import Violation


@rule("GP.RFC9110", proof=Proof.INDICATIVE)
def answer_names_its_type(exchange: HttpExchange) -> Iterator[Violation]:
    if exchange.body_size and exchange.media_type is None:
        yield Violation("{size} bytes came without a type", at=exchange, size=exchange.body_size)


GOOD = [HttpExchange("GET", "https://a.example/", 200, media_type="text/plain", body_size=5)]
BAD = {"5 bytes came without a type": HttpExchange("GET", "https://a.example/", 200, body_size=5)}
