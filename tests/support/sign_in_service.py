"""A council's sign-in service on this machine: OpenID Connect with PKCE, and tokens that it signs."""

import base64
import hashlib
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "ropewalk", "a secret that two services share"
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass
class SignInService:
    """``claims``: what it says of whoever signs in, and may be told otherwise; ``codes``: the challenge that
    each code was asked for with; ``asked``: what came to its token address."""

    issuer: str = ""
    says: str = ""  # who it says that it is, if not who it is
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    asked: list[dict[str, str]] = field(default_factory=list)

    def settings(self, *, trusted: bool = False) -> dict[str, Any]:
        """allauth's settings for it, as the environment of a server would make them."""
        from ropewalk.config.office import identity

        told = {
            "ROPEWALK_OIDC_ISSUER": self.issuer,
            "ROPEWALK_OIDC_CLIENT": CLIENT,
            "ROPEWALK_OIDC_SECRET": SECRET,
            "ROPEWALK_OIDC_NAME": "Toy Council",
            "ROPEWALK_OIDC_TRUST_EMAIL": "1" if trusted else "",
        }
        return identity(told)

    def sign_in(self, where: str) -> dict[str, str]:
        """Somebody is sent here, and signs in: what they bring back with them."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
        assert where.startswith(f"{self.issuer}/authorize?")
        assert (asked["response_type"], asked["client_id"]) == ("code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked["code_challenge"]
        return {"code": code, "state": asked["state"]}

    def discovery(self) -> dict[str, Any]:
        """Where everything is."""
        return {
            "issuer": self.says or self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A token for a code, once, to whoever knows the secret and what the code was asked for with."""
        self.asked.append(form)
        hashed = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        shown = base64.urlsafe_b64encode(hashed).rstrip(b"=").decode()
        if form.get("client_secret") != SECRET or self.codes.pop(form.get("code", ""), "") != shown:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        about = {"iss": self.issuer, "aud": CLIENT, "iat": now, "exp": now + 300, **self.claims}
        signed = jwt.encode(about, KEY, "RS256", headers={"kid": "1"})
        return 200, {"access_token": "access", "token_type": "Bearer", "id_token": signed}


@contextmanager
def sign_in_service() -> Iterator[SignInService]:
    """A service that listens on the loopback address until the test is over."""
    told = SignInService()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path.endswith("/.well-known/openid-configuration"):
                self.say(200, told.discovery())
            elif self.path == "/userinfo":
                self.say(
                    200, {name: value for name, value in told.claims.items() if name not in ("iss", "aud")}
                )
            else:
                self.say(404, {})

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.say(*told.token({name: values[0] for name, values in parse_qs(body).items()}))

        def say(self, status: int, what: dict[str, Any]) -> None:
            content = json.dumps(what).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.issuer = f"http://127.0.0.1:{server.server_port}"
    told.claims = {"sub": "s1", "email": "ann@example.org", "email_verified": True, "name": "Ann Officer"}
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
