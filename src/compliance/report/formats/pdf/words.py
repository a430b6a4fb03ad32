"""The words of the templates that are the same in every report."""

from compliance.locale import Translator


def words_of(words: Translator) -> dict[str, str]:
    """Return the words by the names that the templates have for them."""
    return {
        "simulated": words("Simulated."),
        "facts": words("Who looked, when and by what law"),
        "notices": words("Notices"),
        "stages": words("How far evidence reaches, and how far claims do"),
        "stages_key": words(
            "Platforms at each stage of connection, looked at by itself; the numbers of a line add up to all. Solid: "
            "evidenced; hatched: only claimed; dotted: not decided in this version; empty: neither."
        ),
        "stage": words("Stage"),
        "evidenced": words("Evidenced"),
        "claimed": words("Claimed"),
        "only_claimed": words("Only claimed"),
        "undecided": words("Not decided"),
        "neither": words("Neither"),
        "owners": words("Owners, by the work left"),
        "owner": words("Owner"),
        "cells": words("Platforms by evidenced stage"),
        "left": words("Left"),
        "all": words("All"),
        "fail": words("Fail"),
        "to_confirm": words("To be confirmed"),
        "warn": words("Warn"),
        "advice": words("Advice"),
        "cell_key": words("One cell is one platform, its figure the stage that is evidenced:"),
        "key_solid": words("exchanging, evidenced"),
        "key_hatched": words("registered, documented or claimed, no exchange seen"),
        "key_plain": words("not in use, by the owner's word"),
        "key_dashed": words("not known"),
        "held_back": words("What keeps platforms from a stage"),
        "what_holds": words("What is wrong or was not seen"),
        "platforms": words("Platforms, by the work left"),
        "platform": words("Platform"),
        "platform_count": words("Platforms"),
        "missing": words("What is wrong or was not seen on its stages"),
        "disagree": words("sources disagree"),
        "tasks": words("What is to be mended"),
        "wrong": words("What is wrong"),
        "places": words("Places"),
        "clauses": words("Clauses"),
        "due": words("What is due"),
        "due_counts": words("What is due, in rows of the table:"),
        "day": words("Day"),
        "who_sets": words("Who sets the day"),
        "due_key": words(
            "Days that a text of law sets are told with the clause; all others are set by no law. Counted are the "
            "platforms that it concerns for certain."
        ),
        "documents": words("Documents"),
        "none_found": words("No finding."),
        "unseen": words("Not observed, and why"),
        "more_rules": words("further rules:"),
        "more_places": words("Further places, which the workbook has:"),
        "more_reasons": words("Further reasons, which the page has:"),
        "rules_open": words("Rules left open:"),
        "reading": words("How to read this report"),
        "signals": words(
            "The results are signals for oversight and replace no decision of a competent authority. That no breach "
            "was found does not mean that the law is fulfilled."
        ),
        "evidence": words(
            "Claimed is what the record of a platform says. Evidenced is what an independent party said in "
            "authenticated form, or what was seen. A connection over the closed state network cannot be seen from the "
            "public Internet: it stays a claim with its evidence attached, and is never shown as verified from outside."
        ),
        "no_sentence": words(
            "No sentence of this report says that a platform or a document fulfils the law. It says what was looked "
            "at, what was found, and what was not observed. A person decides what follows."
        ),
    }
