"""Translate what the SDK says in English and users meet often, for the command line.

A test looks for each sentence in the SDK. What nobody has translated is quoted as "original message"; the words of a
server stand between « and ».
"""

import re
from typing import TYPE_CHECKING, Final

from ndxp_sdk.cli.templates import FOREIGN, FOREIGN_TEMPLATES, TEMPLATES
from ndxp_sdk.locale import Words, said

if TYPE_CHECKING:
    from ndxp_sdk.tokens import Check

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
    said("no access token"),
    said("the proxy refused"),
    said("the request breaks the rules of HTTP"),
    said("no TLS handshake within the time"),
    said("the address is no URL"),
    said("only http and https are spoken"),
    said("the server has refused the token at hand, and there is no other: renew it"),
    said("where are tokens issued? Give token_url, or issuer to read it from the metadata"),
    said("the metadata names no issuer and token_endpoint"),
    said("the path holds a segment . or .., which servers on the way resolve; name the resource itself"),
    said("a value for a header holds a control character or half a character; text is expected"),
    said("an idempotency key is printable ASCII without spaces and inner quotes"),
    said("an id of the hub is neither empty nor holds / or :, which would make another path"),
    said("the media type is given twice, as media_type and as the header Content-Type; give one"),
    said("a query holds half a character (a lone surrogate); text is expected"),
    said("the command of the secret has an open quote: check the reference cmd:…"),
    said("what is to go into a header field is no visible ASCII: is it the right secret?"),
    said("this credential does not prove to the issuer of tokens who asks"),
    said("this credential gives no tokens: its fields are those of call_headers"),
    said("is not set"),
    said("is empty"),
    said("is no UTF-8 text"),
    said("an empty body"),
    said("a body in no known form"),
    said("no code"),
    said("the metadata names a token address without https on another host; give token_url"),
    said("no audience is known: give issuer"),
    said("signing with a private key needs joserfc: pip install 'ndxp-sdk[jwt]'"),
    said("the JWK cannot be read: a private JSON Web Key of type EC or RSA is expected"),
    said("is not encrypted: leave the passphrase out"),
    said("is encrypted: name its passphrase"),
    said("is it a certificate or a public key?"),
    said("or the passphrase is wrong"),
    said("more than 0 s"),
    said("the token endpoint"),
    said("the metadata of the issuer"),
    said("the diagnostics of the issuer"),
    said("the log-in of the adapter"),
    said("the issuer of tokens"),
    said("the port wants TLS, and the request came without it"),
    said("the server does not speak HTTP/1.1 on this port"),
    said("HTTP/2, which nobody asked for"),
    said("HTML or XML without HTTP"),
    said("SMTP or FTP"),
    said("POP3 or Redis"),
    said("the answer breaks the rules of HTTP"),
    said("what came may be the answer to another request and was thrown away"),
    said("the proxy opened the tunnel and sent something into it itself"),
    said("the body has a content coding that was not asked for; gzip and deflate are understood"),
    said("the compressed body is broken"),
    said("the compressed body ends too early"),
    said("the compressed body is large and holds next to nothing"),
    said("something else follows the end of the compressed body"),
    said("the server gave a cursor for the second time; going on would never end"),
    said("the content is not the one that the hub names: its SHA-256 is another one"),
    said("TLS accepts any certificate: whoever is in between can read and change all"),
    said("a header of the call is one that the credential of the client sets: leave it out"),
    said("this user has no home folder: name the folder of the token cache"),
    said("traces need the extra `otel`: pip install 'ndxp-sdk[otel]'"),
    said("PKCS#12 files need the extra `jwt`: pip install 'ndxp-sdk[jwt]'"),
    said("check the password"),
    said("give its password as Tls(password=Secret.at('env:…'))"),
    said("the query names dstcode or providerurl itself; the dialect adds them"),
    said("a session travels in the body, so that has to be a JSON object: give json={…}"),
    said("a path below the base URL is expected, such as '/token'"),
    said("a text is expected"),
    said("a text of one line is expected"),
    said("seconds above 0 are expected"),
    said("an empty text"),
    said("none that a gateway carries"),
    said("a call without gateway"),
    said("a represented party"),
    said("letters, digits and '()+,-.=?_ are safe"),
    said("nothing tells how long the file is, so a torn one would look like a whole one"),
    said("the file has changed, or nothing says that it has not"),
    said("the server names another SHA-256 for the file than the one that is expected"),
    said("the body ended before it was complete"),
    said("more bytes came than there should be"),
    said("the answer to the range cannot be read"),
    said("the answer holds another range than the one that was asked for"),
    said("the file comes compressed in a way that was not asked for and is not understood"),
)

# What can stand in the place of a name; anything where a name is not here.
_PLACES: Final = {
    "speaker": "the token endpoint|the metadata of the issuer|the diagnostics of the issuer|the log-in of the adapter|"
    "the issuer of tokens",
    "status": r"\d{3}(?: \w+)?|None",
    "count": r"\d+",
    "seconds": r"[\d.]+",
    "number": r"\d+",
    "rest": r"\d+\. .+",
    "setting": r"\w+(?:\.\w+)*",
}


def translated(message: str, words: Words) -> str:
    """Translate a message of the SDK to the language of `words`; it is quoted if nobody has translated it."""
    known = words(message)
    found = part(message, words) if known == message else known
    is_foreign = words.language != "en" and message != "" and found == message
    return words('original message: "{problem}"', problem=message) if is_foreign else found


def part(message: str, words: Words) -> str:
    """Translate a part of a message: a sentence of ours; a name or the words of others stay as they are."""
    if words.language == "en" or message in SENTENCES or message in FOREIGN:
        return words(message)
    for template in (*TEMPLATES, *FOREIGN_TEMPLATES):
        if found := re.fullmatch(_shape(template), message, re.DOTALL):
            return words(template, **{name: _told(name, value, words) for name, value in found.groupdict().items()})
    return message


def _told(name: str, value: str, words: Words) -> str:
    """Return what stands in a sentence: words of a server as they are, else one of these sentences."""
    return value if name == "quoted" else part(value, words)


def _shape(template: str) -> str:
    return re.sub(r"\\\{(\w+)\\\}", lambda name: f"(?P<{name[1]}>{_PLACES.get(name[1], '.+?')})", re.escape(template))


def of_check(text: str, check: "Check", words: Words) -> str:
    """Return what a check found or expected: our words in the reader's language, those of a server as a quote."""
    return part(text, words) if check.told_by == "client" else quoted(text)


def quoted(text: str) -> str:
    """Quote words of a server."""
    return f"«{text}»"
