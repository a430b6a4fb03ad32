"""Checks of what the client asks for: scope, agreement, purpose and the service behind them."""

from typing import Final

from ndxp_mocks.hub.domain.catalog.parties import is_in_force, organization_of
from ndxp_mocks.hub.domain.identity.checks import Check, Finding, shortened
from ndxp_mocks.hub.domain.identity.clients import seconds
from ndxp_mocks.hub.domain.identity.token_request import TokenAttempt
from ndxp_mocks.hub.state.table import Row

_CALLABLE: Final = ("published", "deprecated", "archiving")
_AGREEMENT: Final = "agreement:"


def by_agreement(attempt: TokenAttempt) -> bool:
    """Return whether the token is to be bound to an agreement."""
    return attempt.agreement_id is not None


def by_purpose(attempt: TokenAttempt) -> bool:
    """Return whether the token is to be bound to a purpose."""
    return attempt.purpose_id is not None


def system_of(attempt: TokenAttempt) -> str:
    """Return the system that the client belongs to."""
    return str((attempt.client or {}).get("system_id"))


def delegation_of(attempt: TokenAttempt) -> Row | None:
    """Return the delegation under which the client acts for the consumer, None if it acts for itself."""
    agreement = attempt.agreement or {}
    found = attempt.world.catalog.delegations.find(str(agreement.get("delegation_id")))
    if found is None or agreement.get("consumer_system_id") == system_of(attempt):
        return None
    is_delegate = found["delegate_organization_id"] == organization_of(system_of(attempt))
    return found if is_delegate and is_in_force(attempt.world, found) else None


def version_of(attempt: TokenAttempt) -> Row | None:
    """Return the version of the service that the agreement is about."""
    agreement = attempt.agreement or {}
    return attempt.world.catalog.versions.find(f"{agreement.get('service_id')}@{agreement.get('version')}")


def _scope(attempt: TokenAttempt) -> Finding:
    granted = tuple((attempt.client or {}).get("scopes", ()))
    words = [word for word in attempt.scopes if not word.startswith(_AGREEMENT)]
    agreements = [word for word in attempt.scopes if word.startswith(_AGREEMENT)]
    expected = f"words of {' '.join(granted)}, and agreement:<id> at most once"
    return Finding(set(words) <= set(granted) and len(agreements) <= 1, expected, shortened(" ".join(attempt.scopes)))


def _agreement_known(attempt: TokenAttempt) -> Finding:
    expected = f"an agreement of {system_of(attempt)}, or one under which it acts for another"
    is_own = attempt.agreement is not None and attempt.agreement.get("consumer_system_id") == system_of(attempt)
    return Finding(is_own or delegation_of(attempt) is not None, expected, shortened(attempt.agreement_id))


def _agreement_active(attempt: TokenAttempt) -> Finding:
    agreement = attempt.agreement or {}
    end = agreement.get("valid_until")
    has_ended = bool(end) and seconds(end) <= attempt.now
    suspended_by = ", ".join(agreement.get("suspended_by", ()))
    state = str(agreement.get("state")) + (f" by {suspended_by}" if suspended_by else "")
    return Finding(
        agreement.get("state") == "active" and not has_ended, "active", f"ended {end}" if has_ended else state
    )


def _purpose_known(attempt: TokenAttempt) -> Finding:
    is_own = attempt.purpose is not None and attempt.purpose.get("agreement_id") == attempt.agreement_id
    return Finding(
        is_own, f"a purpose of agreement {attempt.agreement_id or 'in the scope'}", shortened(attempt.purpose_id)
    )


def _purpose_active(attempt: TokenAttempt) -> Finding:
    state = str((attempt.purpose or {}).get("state"))
    return Finding(state == "active", "active", state)


def _service_published(attempt: TokenAttempt) -> Finding:
    state = str((version_of(attempt) or {}).get("state", "unknown"))
    return Finding(state in _CALLABLE, ", ".join(_CALLABLE), state)


CHECKS: Final = (
    Check(
        "scope",
        "Every word of the scope is granted to the client.",
        "Mọi từ trong scope đều đã được cấp cho ứng dụng khách.",
        _scope,
        "invalid_scope",
        lambda _attempt: True,
    ),
    Check(
        "agreement_known",
        "The agreement is one of the client's system.",
        "Thỏa thuận thuộc về hệ thống của ứng dụng khách.",
        _agreement_known,
        "invalid_scope",
        by_agreement,
    ),
    Check(
        "agreement_active",
        "The agreement is in force.",
        "Thỏa thuận đang có hiệu lực.",
        _agreement_active,
        "access_denied",
        by_agreement,
    ),
    Check(
        "purpose_known",
        "The purpose belongs to the agreement.",
        "Mục đích thuộc về thỏa thuận.",
        _purpose_known,
        "access_denied",
        by_purpose,
    ),
    Check(
        "purpose_active",
        "The purpose is in force.",
        "Mục đích đang có hiệu lực.",
        _purpose_active,
        "access_denied",
        by_purpose,
    ),
    Check(
        "service_published",
        "The service can be called.",
        "Dịch vụ đang được phép gọi.",
        _service_published,
        "access_denied",
        by_agreement,
    ),
)
