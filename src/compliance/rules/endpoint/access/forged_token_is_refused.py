"""A token whose signature is not that of the issuer is refused.

Broken: A forged token is accepted

If the signature is not verified anybody can write a token, for whomever and whatever.

To mend it, verify the signature of every token with the key of the issuer and the algorithm that was agreed, and take
no token whose header says `alg: none`.

Shows one read each with a good token of which only the signature, or the algorithm, was changed. Does not show other
operations, nor tokens that are no JSON Web Signature, which nobody can forge on purpose.
"""

from collections.abc import Iterator

from compliance.model.derived.tried_read import TriedRead, about
from compliance.model.observation import Wrong
from compliance.model.rule import rule
from compliance.model.violation import Unknown, Violation
from compliance.rules.endpoint.access._trials import platform, trial


def shows_something(tried: TriedRead) -> bool:
    """Return whether it was this that let the caller in: a read that strangers may make says nothing of it."""
    return about(Wrong.ALTERED_SIGNATURE, Wrong.NO_SIGNATURE)(tried) and not tried.lets_strangers_in


@rule("L20-2023.D42.K1.D", "QD1562-2025.IDENT", when=shows_something)
def forged_token_is_refused(tried: TriedRead) -> Iterator[Violation | Unknown]:
    if not tried.gave_data:
        yield from tried.unseen()
    elif tried.wrong is Wrong.NO_SIGNATURE:
        template = "a token without signature (alg: none) was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)
    else:
        template = "a token with an altered signature was answered {status} with data; a refusal is required"
        yield Violation(template, at=tried, proof=tried.proof, status=tried.status)


GOOD = [
    platform(trial(Wrong.ALTERED_SIGNATURE, 401), trial(Wrong.NO_SIGNATURE, 401)),
    platform(trial(Wrong.NO_SIGNATURE, 400)),
]
BAD = {
    "a token with an altered signature was answered 200 with data; a refusal is required": platform(
        trial(Wrong.ALTERED_SIGNATURE, 200), trial(Wrong.NO_SIGNATURE, 401)
    ),
    "a token without signature (alg: none) was answered 200 with data; a refusal is required": platform(
        trial(Wrong.NO_SIGNATURE, 200), operation="{}"
    ),
}
IRRELEVANT = [
    platform(trial(Wrong.NO_SIGNATURE, 200), operation="{x-sharing-form: open}"),
    platform(trial(Wrong.NO_CREDENTIAL, 200), trial(Wrong.NO_SIGNATURE, 200)),
]
UNKNOWN = [platform(trial(Wrong.ALTERED_SIGNATURE, 500))]
