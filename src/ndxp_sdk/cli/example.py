"""A profile file to begin with."""

from typing import Final

from ndxp_sdk.locale import Words

_LINES: Final = """\
# {about}
default = "staging"

[profiles.staging]
base_url = "https://hub.example"          # {base_url}
client = "VN/GOV/G22/mot-cua"             # {client}
# dialect = "xroad"                       # {dialect}
# token_url = "https://hub.example/oauth2/token"
# language = "vi"                         # {language}
# proxy = "http://proxy.example:3128"     # {proxy}
# timeout = 60                            # {timeout}

[profiles.staging.credential]             # {credential}
kind = "client-secret"
client_id = "mot-cua"
secret = "env:NDXP_CLIENT_SECRET"         # {secret}

[profiles.staging.tls]
ca = "ca.pem"                             # {ca}
# client_certificate = "mot-cua.pem"
# client_key = "mot-cua.key"
# password = "file:mot-cua.password"

# [profiles.staging.audit]                # {audit}
# file = "audit.jsonl"
# sync = "always"                         # {sync}
# system = "VN/GOV/G22/mot-cua"
# purpose = "…"
"""


def example(words: Words) -> str:
    """Return a file that can be read as it is, with a word on each setting."""
    return _LINES.format(
        about=words(
            "Settings of ndxp. No secret is written here, only where it is. Files are looked for beside this one."
        ),
        base_url=words("of the hub, the gateway or the security server"),
        client=words("the own system"),
        dialect=words("or adapter, gateway, direct"),
        language=words("of messages; else that of the environment"),
        proxy=words('one with a password by reference: "env:NAME"'),
        timeout=words("seconds for one call with all its tries"),
        credential=words("or private-key-jwt, mutual-tls, lgspaccesstoken, session-login, api-key and others"),
        secret=words("or file:PATH, cmd:PROGRAM"),
        ca=words("without it: the authorities that this machine trusts"),
        audit=words("one record of every call"),
        sync=words("each record survives a power cut; never: only the end of the program"),
    )
