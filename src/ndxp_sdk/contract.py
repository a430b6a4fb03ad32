"""Results of contract mode: see `client.service(…)`. Needs the extra `validation`."""

from ndxp_sdk._contract.openapi_document import Document, Outline
from ndxp_sdk._contract.violations import ContractFacts, Violation
from ndxp_sdk.errors import ContractViolation

__all__ = ["ContractFacts", "ContractViolation", "Document", "Outline", "Violation"]
