"""The law as taxonomies: each instrument is one, and each requirement in it that a finding cites is a taxon."""

from collections.abc import Iterable
from typing import Any

from compliance.locale import Translator
from compliance.locale import words as words_of
from compliance.model.requirement import Instrument, Requirement
from compliance.report import citation
from compliance.report.notes import Notes


class Law:
    """The requirements that the rules with findings cite, by instrument."""

    def __init__(self, notes: Notes, words: Translator) -> None:
        self._notes, self._words = notes, words
        cited = {
            *(each for rule in notes.rules.values() for each in rule.requirements),
            *(each for note in notes.findings for each in note.requirements),
        }
        known = {row.id: row for each in sorted(cited) if (row := notes.catalogue.find(each)) is not None}
        self._by_instrument: dict[str, list[Requirement]] = {}
        for row in known.values():
            self._by_instrument.setdefault(row.instrument.id, []).append(row)
        self._places = {
            row.id: (number, name, at)
            for number, (name, rows) in enumerate(self._by_instrument.items())
            for at, row in enumerate(rows)
        }

    def taxonomies(self) -> list[dict[str, Any]]:
        return [self._taxonomy(rows[0].instrument, rows) for rows in self._by_instrument.values()]

    def references(self) -> list[dict[str, Any]]:
        """Return the names of the taxonomies."""
        return [{"name": name, "index": number} for number, name in enumerate(self._by_instrument)]

    def taxa(self, requirements: Iterable[str]) -> list[dict[str, Any]]:
        """Return references to requirements; those that are in no catalogue are left out."""
        standing = (self._notes.catalogue.standing_id(each) for each in requirements)
        return [self._taxon(each) for each in dict.fromkeys(standing) if each in self._places]

    def _taxon(self, requirement: str) -> dict[str, Any]:
        number, name, at = self._places[requirement]
        return {"id": requirement, "index": at, "toolComponent": {"name": name, "index": number}}

    def _taxonomy(self, instrument: Instrument, rows: list[Requirement]) -> dict[str, Any]:
        words, title = self._words, self._words.text(instrument.title)
        return {
            "name": instrument.id,
            "fullName": f"{instrument.number} {title}" if instrument.number else title,
            "version": instrument.number or self._notes.catalogue.version,
            **({"releaseDateUtc": instrument.issued.isoformat()} if instrument.issued else {}),
            **({"organization": instrument.issuer} if instrument.issuer else {}),
            "language": words.language,
            "shortDescription": {"text": title},
            "isComprehensive": False,
            "contents": ["nonLocalizedData", "localizedData"],
            "taxa": [self._described(row) for row in rows],
            "properties": {
                "status": str(instrument.status),
                "title": {"en": instrument.title.en, "vi": instrument.title.vi},
            },
        }

    def _described(self, row: Requirement) -> dict[str, Any]:
        words = self._words
        standing = ", ".join(citation.standing(row, self._notes.as_of, words))
        return {
            "id": row.id,
            "shortDescription": {"text": citation.short(row, words)},
            "fullDescription": {"text": words.text(row.duty)},
            "help": {"text": words("{text} ({note})", text=citation.full(row, words), note=standing)},
            **({"helpUri": row.standard.url} if row.standard and row.standard.url else {}),
            "properties": {
                language: {"citation": citation.full(row, words_of(language)), "duty": row.duty.to(language)}
                for language in ("en", "vi")
            },
        }
