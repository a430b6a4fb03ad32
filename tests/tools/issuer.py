"""An OpenID provider on loopback, written from the specification, that lies where a test tells it to."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey
from joserfc.jws import JWSRegistry

CLIENT = "dashboard"
SECRET = "made-up-client-secret-91b2"
_KEY = RSAKey.generate_key(2048, {"kid": "key-1", "use": "sig"})
Claims = dict[str, Any]


class Issuer:
    """Logs everybody in as `user`. `change` alters claims, `sign` makes the token, `metadata` tells of itself."""

    def __init__(self, port: int) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self.keys = [_KEY]
        self.user: Claims = {"sub": "u-1", "preferred_username": "lan", "groups": ["giam-sat"]}
        self.change: Callable[[Claims], Claims] = lambda claims: claims
        self.sign: Callable[[Claims], str] = lambda claims: signed(claims, _KEY)
        self.metadata: Claims = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/keys",
            "end_session_endpoint": f"{self.url}/logout",
            "id_token_signing_alg_values_supported": ["RS256", "ES256", "HS256", "none"],
        }
        self.granted: dict[str, Claims] = {}
        self.seen: list[tuple[str, Claims]] = []

    def authorize(self, asked: Claims) -> str:
        """Give a code for a request; returns where the browser is sent."""
        code = secrets.token_urlsafe(16)
        self.granted[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.url})}"

    def token(self, asked: Claims, credentials: str) -> tuple[int, Claims]:
        """Give tokens for a code, once, to whoever began with it."""
        begun = self.granted.pop(asked.get("code", ""), None)
        expected = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if credentials != f"Basic {expected}":
            return 401, {"error": "invalid_client"}
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).decode().rstrip("=")
        if begun is None or begun["code_challenge"] != challenge or begun["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant", "error_description": f"not for {SECRET}"}
        at = int(time.time())
        claims = {"iss": self.url, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": begun["nonce"], **self.user}
        return 200, {"access_token": "a-1", "token_type": "Bearer", "id_token": self.sign(self.change(claims))}


def signed(claims: Claims, key: RSAKey | ECKey | Any, algorithm: str = "RS256", **header: Any) -> str:
    """Sign a token, also in ways that no honest provider does."""
    kid = {"kid": key.kid} if getattr(key, "kid", None) else {}
    registry = JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    return jwt.encode({"alg": algorithm, **kid, **header}, claims, key, registry=registry)


def unsigned(claims: Claims, algorithm: str = "none") -> str:
    """Make a token without a signature (RFC 7519, 6)."""
    parts = ({"alg": algorithm, "kid": "key-1"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts) + "."


@contextmanager
def serving() -> Iterator[Issuer]:
    """A running provider."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            issuer.seen.append((parts.path, _single(parts.query)))
            match parts.path:
                case "/.well-known/openid-configuration":
                    self._answer(200, issuer.metadata)
                case "/authorize":
                    self.send_response(302)
                    self.send_header("Location", issuer.authorize(_single(parts.query)))
                    self.end_headers()
                case "/keys":
                    self._answer(200, {"keys": [key.as_dict(private=False) for key in issuer.keys]})
                case "/redirect":
                    self.send_response(302)
                    self.send_header("Location", f"{issuer.url}/keys")
                    self.end_headers()
                case _:
                    self._answer(404, {})

        def do_POST(self) -> None:
            asked = _single(self.rfile.read(int(self.headers["Content-Length"])).decode())
            issuer.seen.append((self.path, asked))
            self._answer(*issuer.token(asked, self.headers.get("Authorization", "")))

        def _answer(self, status: int, body: Any) -> None:
            content = body if isinstance(body, bytes) else json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer = Issuer(server.server_address[1])
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _single(query: str) -> Claims:
    return {name: values[0] for name, values in parse_qs(query).items()}
