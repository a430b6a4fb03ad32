"""What is said of requests for tokens, with what stands in it; the words of a server are quoted as such."""

from typing import Final

from ndxp_sdk.locale import said

SENTENCES: Final = (
    said("the metadata names no issuer and token_endpoint"),
    said("the metadata names a token address without https on another host; give token_url"),
    said("where are tokens issued? Give token_url, or issuer to read it from the metadata"),
    said("no audience is known: give issuer"),
    said("signing with a private key needs joserfc: pip install 'ndxp-sdk[jwt]'"),
    said("the JWK cannot be read: a private JSON Web Key of type EC or RSA is expected"),
    said("the private key is not encrypted: leave the passphrase out"),
    said("the private key is encrypted: name its passphrase"),
    said("the private key cannot be read: PEM of PKCS#8 or a JWK is expected; is it a certificate or a public key?"),
    said("the private key cannot be read: PEM of PKCS#8 or a JWK is expected; or the passphrase is wrong"),
    said("what is to go into a header field is no visible ASCII: is it the right secret?"),
    said("the token endpoint"),
    said("the metadata of the issuer"),
    said("the diagnostics of the issuer"),
    said("the log-in of the adapter"),
    said("the issuer of tokens"),
    said("more than 0 s"),
    # as operating systems say it
    said("No such file or directory"),
    said("Permission denied"),
    said("Is a directory"),
    said("Not a directory"),
)
TEMPLATES: Final = (
    said("{speaker} answers {status}: a redirection, which is not followed"),
    said("{speaker} answers {status}: {quoted}"),
    said("{speaker} answers {status} with an HTML page"),
    said("{speaker} answers {status} with {count} bytes that are no token"),
    said("{speaker} gives a token of type {quoted}, Bearer is expected"),
    said("{speaker} gives a token that fits into no header field"),
    said("{speaker} answers {status}"),
    said("{speaker} refuses: error_code {code}"),
    said("the metadata is of the issuer {found}, {expected} is expected (RFC 8414 §3.3): check issuer and token_url"),
    said("the certificate {file} cannot be read ({problem})"),
    said("{file} holds no certificate in PEM"),
    said("the key is {kind}: P-256, or RSA of {bits} bits or more, is expected"),
    said("the algorithm is {algorithm}, but the key is for {fitting}"),
    said("the environment variable {name} is no UTF-8 text: export it before the program starts"),
    said("the secret file {file} gives more than {count} bytes: is it the right one?"),
    said("the secret file {file} is no UTF-8 text: is it a binary key? Convert it to PEM"),
    said("the secret file {file} is empty"),
    said("the command {name} does not start ({problem}): run it by hand to see why"),
    said("the command {name} gives nothing within {seconds} s: run it by hand to see why"),
    said("the command {name} ends with status {status}: run it by hand to see why"),
    said("the command {name} is empty: run it by hand to see why"),
    said("the server's certificate is not accepted: {problem}"),
    said("the TLS handshake failed: {problem}"),
    said("the server's certificate has the fingerprint {digits}, which is none of the pins"),
    said("at most {seconds} s"),
)
