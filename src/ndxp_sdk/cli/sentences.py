"""What the SDK says in English and users meet often, so that the command line can say it in their language.

A test looks for each sentence in the SDK; one that is not here is told in English.
"""

import re
from typing import Final

from ndxp_sdk.cli import token_sentences
from ndxp_sdk.locale import Words, said

SENTENCES: Final = (
    said("the server was not reached"),
    said("nothing listens at this address"),
    said("the name of the server is not known"),
    said("no connection within the time"),
    said("no connection became free in time"),
    said("no answer within the time"),
    said("no complete answer within the time of the whole call"),
    said("the request could not be handed over within the time"),
    said("the connection ended before the answer was complete"),
    said("the time for the whole call was over before it could be sent"),
    said("the server was found down several times in a row and is left alone for a while"),
    said("the server was found down or busy a moment ago and is left alone for a while"),
    said("the connection ended during the TLS handshake"),
    said("the server's certificate is not valid yet"),
    said("the server's certificate has expired"),
    said("the server's certificate is self-signed and not trusted"),
    said("an authority that is not trusted stands at the end of the chain"),
    said("the authority of the server's certificate is not known here"),
    said("the server's certificate cannot be traced to a known authority"),
    said("the server's certificate has been revoked"),
    said("the server's certificate is for another name"),
    said("the server's certificate is not for this IP address"),
    said("the server asks for a client certificate"),
    said("the server broke the handshake off"),
    said("the server found the client certificate expired"),
    said("the server does not know the client certificate"),
    said("the server refused the client certificate"),
    said("the server does not speak TLS on this port"),
    said("the server has no TLS 1.2 or newer"),
    said("Tls has a client_key and no client_certificate: the two belong together"),
    said("Tls has both pkcs12 and client_certificate: give one of them"),
    said("a pin is the SHA-256 of a certificate, 64 hexadecimal digits, with or without colons"),
    said("an address that begins with http:// or https:// and a host is expected"),
    said("the address holds a user or password: give them as a credential"),
    said("the base address has a query or a fragment: only a path is expected after the host"),
    said("the host of the address is no name that DNS knows"),
    said("the address of the proxy cannot be read: http://host:port is expected"),
    said("the proxy is neither http:// nor https://; others are not spoken"),
    said("X-Road wants to know who calls: name the own system as client, such as VN/GOV/G22/mot-cua"),
)
# With what stands in them, which may be one of these sentences itself.
TEMPLATES: Final = (
    said("no access token: {problem}"),
    said("the proxy was not reached: {problem}"),
    said(
        "{problem}; whether it was carried out is not known: look its ids up in the transaction log before repeating it"
    ),
    said("the environment variable {name} is not set: export it before the program starts"),
    said("the environment variable {name} is empty: export it before the program starts"),
    said("the secret file {file} cannot be read ({problem}): check the path and its permissions"),
    said("every user of this machine can read the secret file {file}: chmod 600 it"),
    said("{file} cannot be read: {problem}"),
    said("{file} holds no certificate to trust: PEM is expected ({problem})"),
    said("{service} answered with status {status}: {problem}"),
    said("{service} answered with status {status}"),
)


_SPEAKERS: Final = (
    "the token endpoint|the metadata of the issuer|the diagnostics of the issuer|the log-in of the adapter|"
    "the issuer of tokens"
)


def translated(message: str, words: Words) -> str:
    """A message of the SDK in the language of `words`; as it is where nobody has translated it."""
    if words.language == "en" or message in SENTENCES or message in token_sentences.SENTENCES:
        return words(message)
    for template in (*token_sentences.TEMPLATES, *TEMPLATES):
        if found := re.fullmatch(_shape(template), message, re.DOTALL):
            return words(template, **{name: _part(name, value, words) for name, value in found.groupdict().items()})
    return words(message)


def _part(name: str, value: str, words: Words) -> str:
    """What stands in a sentence: words of a server as they are, else one of these sentences."""
    return value if name == "quoted" else translated(value, words)


def _shape(template: str) -> str:
    text = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template))
    return text.replace("(?P<speaker>.+?)", f"(?P<speaker>{_SPEAKERS})")
