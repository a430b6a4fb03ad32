"""Fields of requirements, rules, and of what is due."""

from collections.abc import Mapping
from typing import Final

from compliance.model.text import Message

MEANINGS: Final[Mapping[str, Message]] = {
    "state": Message.of("State of the requirement over all platforms that are seen."),
    "RequirementInFull.state": Message.of("The same for this requirement; null if it was not judged in the run."),
    "rules": Message.of("Rules that speak on it."),
    "Requirement.reason": Message.of("Why no rule speaks on it, as a code; null if one does."),
    "RequirementInFull.reason": Message.of("Why no rule speaks on it, in words; null if one does."),
    "instead": Message.of("What happens instead of a check; null if nothing is known."),
    "citation": Message.of("Where the text stands: instrument, article, clause, point."),
    "Due.citation": Message.of("Where the text stands that sets the day; null if no text does."),
    "duty": Message.of("What it asks for, in our words."),
    "RequirementInFull.standing": Message.of("How well the text is known, and whether it is in force, a phrase each."),
    "breakers": Message.of("Platforms and documents at which a rule finds something."),
    "family": Message.of("Family of the rule within its group; null if it is in none."),
    "explanation": Message.of("Why it matters."),
    "limits": Message.of("What a pass shows, and what it does not."),
    "RuleInBrief.severity": Message.of("The most that a breach weighs by the law of the day; null if nothing."),
    "RuleInFull.severity": Message.of("The most that a breach weighs by the law of the day; null if nothing."),
    "Breaker.severity": Message.of("Weight of the heaviest finding that is not waived; null if there is none."),
    "Due.kind": Message.of("What happens on the day; only of kind `requirement` a text of law sets it."),
    "period": Message.of("How far away the day is."),
    "Due.day": Message.of("The day; null if nobody knows it."),
    "days_left": Message.of("Days until then from `as_of`, below 0 where it has passed; null if nobody knows it."),
    "what": Message.of("What is due."),
    "source": Message.of("Where the day is known from; null if a text of law sets it."),
    "requirement": Message.of("Identifier of the clause that sets the day; null if none does."),
    "Due.standing": Message.of("How well the text is known, and whether it is in force, a phrase each."),
    "condition": Message.of("Under which condition it concerns those in `perhaps`; null if there is none."),
    "note": Message.of("What is known of the day; null if nothing."),
    "Due.subjects": Message.of("Platforms and documents that it concerns for certain."),
    "perhaps": Message.of("Platforms and documents that it concerns only under the condition."),
}
