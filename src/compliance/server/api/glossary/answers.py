"""Fields that many answers have."""

from collections.abc import Mapping
from typing import Final

from compliance.model.text import Message

MEANINGS: Final[Mapping[str, Message]] = {
    "items": Message.of("One page of the list."),
    "total": Message.of("How many items the whole list has."),
    "next": Message.of("Address of the next page, of the same run; null if this is the last one."),
    "run": Message.of("Number of the run that this is told of."),
    "language": Message.of("Language of the texts for people."),
    "simulated": Message.of("Whether every result is invented, by simulated platforms."),
    "as_of": Message.of("Day by whose law was judged; null where nothing was judged yet."),
    "day": Message.of("Day on which the run began, in Viet Nam."),
    "id": Message.of("Identifier, the same in every run."),
    "vi": Message.of("The name in Vietnamese; null if it is not known."),
    "en": Message.of("The name in English; null if it is not known."),
    "name": Message.of("Name in both languages."),
    "type": Message.of("Address that names the kind of problem."),
    "title": Message.of("What is asked for, in one sentence."),
    "Problem.title": Message.of("The kind of problem in a few words."),
    "status": Message.of("Status of the answer."),
    "detail": Message.of("What was found and what is expected, in the language that is asked for."),
    "instance": Message.of("Path that was asked for."),
    "uri": Message.of("Path or address of what is meant."),
    "sha256": Message.of("SHA-256 of the bytes of the file."),
    "since": Message.of("Run since which it has been found without a break; null if that was not kept."),
    "Changes.since": Message.of("The earlier run."),
    "summary": Message.of("Counts over everything that is seen."),
    "notices": Message.of("What a reader of the numbers has to know."),
    "sentence": Message.of("The most that may be claimed."),
    "Connected.sentence": Message.of("What is known of the connection, in a sentence."),
}
