"""The language of messages: of the option, else of the profile, else of the environment."""

import os
from argparse import Namespace
from contextlib import suppress
from typing import Any

from ndxp_sdk.errors import NdxpError
from ndxp_sdk.locale import Language, language_of


def language(early: Namespace) -> Language:
    """Found before anything is parsed, because help and errors are written while parsing."""
    match early.lang or _of_profile(early):
        case "vi":
            return "vi"
        case "en":
            return "en"
    return language_of()


def _of_profile(early: Namespace) -> Any:
    if early.base_url and not early.profile:
        return None
    from ndxp_sdk._profiles.files import file_of

    with suppress(NdxpError):  # because whoever needs the profile tells what is wrong with it
        file = file_of(early.config, os.environ)
        if file is None:
            return None
        from ndxp_sdk._profiles.parser import chosen, document_of

        place, tree = document_of(file)
        name = chosen(tree, place, early.profile, os.environ)
        profile = tree["profiles"][name]
        return profile.get("language") if isinstance(profile, dict) else None
    return None
