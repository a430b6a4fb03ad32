"""A document on which rulesets are tried, and what is read off their verdicts."""

from collections.abc import Callable, Sequence

from compliance import Outcome, Verdict

DOCUMENT = """
openapi: 3.0.3
info: {title: Tra cứu, version: "2", x-empty: "", x-zero: 0, contact: {name: Example, email: null}}
tags: [{name: b}, {name: a, description: first}]
servers: [{url: "https://a.example/v2/"}]
paths:
  /households/{id}:
    parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    get:
      operationId: readHousehold
      tags: [b]
      parameters:
      - {$ref: "#/components/parameters/Page"}
      - {name: SortBy, in: query, schema: {type: string, enum: [b, a]}}
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Household"}}}}
        "404": {description: no}
  /a_b/:
    post: {deprecated: true, responses: {default: {description: any}}}
components:
  parameters:
    Page: {name: page_no, in: query, schema: {type: integer, minimum: 1}}
  schemas:
    Household:
      type: object
      properties:
        code: {type: string, maxLength: 10}
        head: {$ref: "#/components/schemas/Household"}
    Unused: {type: string}
"""

Lint = Callable[..., list[Verdict]]


def places(verdicts: Sequence[Verdict]) -> list[str]:
    """Return the places at which something was found, in reading order."""
    return [finding.location.pointer for verdict in verdicts for finding in verdict.findings]


def messages(verdicts: Sequence[Verdict]) -> list[str]:
    return [str(finding.message) for verdict in verdicts for finding in verdict.findings]


def outcomes(verdicts: Sequence[Verdict]) -> dict[str, Outcome]:
    return {verdict.rule: verdict.outcome for verdict in verdicts}
