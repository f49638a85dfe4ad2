"""An issuer of OpenID Connect on this machine, with real signatures, for the tests of signing in through one."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa


class Issuer:
    """Who it says you are is `claims`; `asked` is what came to its token endpoint."""

    def __init__(self) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.claims: dict[str, Any] = {"sub": "248289761001", "email": "noor@zeist.example", "email_verified": True}
        self.asked: list[dict[str, str]] = []
        self.challenges: dict[str, str] = {}
        self.url = ""

    def agree(self, location: str) -> dict[str, str]:
        """What a person does there: say yes. The answer is what she brings back."""
        query = {name: values[0] for name, values in parse_qs(urlsplit(location).query).items()}
        code = secrets.token_urlsafe(8)
        assert query["code_challenge_method"] == "S256", "PKCE is on"
        self.challenges[code] = query["code_challenge"]
        return {"code": code, "state": query["state"]}

    def token(self, asked: dict[str, str]) -> dict[str, Any] | None:
        self.asked.append(asked)
        digest = hashlib.sha256(asked.get("code_verifier", "").encode()).digest()
        if base64.urlsafe_b64encode(digest).rstrip(b"=").decode() != self.challenges.pop(asked["code"], ""):
            return None
        now = int(time.time())
        body = {"iss": self.url, "aud": "olievlek", "iat": now, "exp": now + 60, **self.claims}
        signed = jwt.encode(body, self.key, algorithm="RS256", headers={"kid": "one"})
        return {"access_token": "opens nothing", "token_type": "Bearer", "id_token": signed}

    def configuration(self) -> dict[str, Any]:
        places = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        return {"issuer": self.url, "jwks_uri": f"{self.url}/keys"} | {
            f"{name}_endpoint": f"{self.url}/{path}" for name, path in places.items()
        }


@contextmanager
def running() -> Iterator[Issuer]:
    issuer = Issuer()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(issuer.configuration() if "openid-configuration" in self.path else None)

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._say(issuer.token({name: values[0] for name, values in parse_qs(sent).items()}))

        def _say(self, found: dict[str, Any] | None) -> None:
            body = json.dumps(found or {"error": "invalid_grant"}).encode()
            self.send_response(200 if found else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: Any) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    issuer.url = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
