"""The language of argparse, and of what `values` says of a slip."""

import argparse
import gettext
import os
from collections.abc import Iterator
from contextlib import contextmanager

from compliance.locale import DIRECTORY, DOMAIN
from compliance.model.language import Language


@contextmanager
def argparse_in(language: Language) -> Iterator[None]:
    """Translate the words of argparse until the end of the block: it calls gettext, and they stand in our catalogue.

    The former settings of gettext are put back, because a program that calls `main` has words of its own.
    """
    domain, former = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, DIRECTORY)
    gettext.textdomain(DOMAIN)
    # because there is no English catalogue, and gettext would look for one in many places for each word
    os.environ["LANGUAGE"] = "C" if language == "en" else language
    named = vars(argparse)
    asked = named.get("_", str)
    if language == "en":  # because gettext, to find out that there is nothing, would load what is known of all locales
        named["_"] = str
    try:
        yield
    finally:
        named["_"] = asked
        gettext.textdomain(domain)
        if former is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = former
