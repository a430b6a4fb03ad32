"""What a reader can choose from in forms."""

from collections.abc import Sequence

from compliance.locale import Translator
from compliance.model.stages import standing_of
from compliance.model.verdict import SubjectReport
from compliance.report import labels, sorting, stages
from compliance.report.work_order import BY_WORK
from compliance.server.addresses import owner_key


def owner_choices(platforms: Sequence[SubjectReport], words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the owners of these platforms by name, each with its name in addresses before it."""
    found = {owner_key(each): labels.owner(each, words) for each in platforms}
    return tuple(sorted(found.items(), key=lambda pair: sorting.collated(pair[1])))


def state_choices(platforms: Sequence[SubjectReport], words: Translator) -> tuple[tuple[str, str], ...]:
    """Return the ways in which these platforms are connected, by the work left."""
    found = {standing_of(each.ladder) for each in platforms}
    return tuple((each.value, labels.sentence_case(stages.standing(each, words))) for each in BY_WORK if each in found)
