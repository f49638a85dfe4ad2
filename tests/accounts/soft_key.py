"""A passkey in software: answers challenges as a browser with a device would, so that tests need neither."""

import hashlib
import json
import secrets
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

PRESENT, VERIFIED, HAS_CREDENTIAL = 0x01, 0x04, 0x40


class SoftKey:
    """One credential of one site. `handle` is who the site said it is for."""

    def __init__(self, origin: str = "http://localhost:8000", site: str = "localhost") -> None:
        self.origin, self.site = origin, site
        self.id, self.handle, self.counter = secrets.token_bytes(32), "", 0
        self.private = ec.generate_private_key(ec.SECP256R1())

    def create(self, options: dict[str, Any]) -> str:
        """What the browser would put in the form that makes a passkey."""
        self.handle = options["publicKey"]["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.private.public_key())))  # type: ignore[no-untyped-call]  # fido2
        attested = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        statement = {"fmt": "none", "attStmt": {}, "authData": self._data(HAS_CREDENTIAL) + attested}
        told = self._client_data("webauthn.create", options)
        return self._credential(
            {"clientDataJSON": told, "attestationObject": cbor.encode(statement)}, {"credProps": {"rk": True}}
        )

    def get(self, options: dict[str, Any]) -> str:
        """What it would put in the form that signs in."""
        self.counter += 1
        told, data = self._client_data("webauthn.get", options), self._data()
        signature = self.private.sign(data + hashlib.sha256(told).digest(), ec.ECDSA(SHA256()))
        answer = {"clientDataJSON": told, "authenticatorData": data, "signature": signature}
        return self._credential(answer, {}, userHandle=self.handle)

    def _data(self, more: int = 0) -> bytes:
        flags = bytes([PRESENT | VERIFIED | more])
        return hashlib.sha256(self.site.encode()).digest() + flags + self.counter.to_bytes(4, "big")

    def _client_data(self, kind: str, options: dict[str, Any]) -> bytes:
        challenge = options["publicKey"]["challenge"]
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _credential(self, answer: dict[str, bytes], extensions: dict[str, Any], **more: str) -> str:
        response = {name: websafe_encode(value) for name, value in answer.items()} | more
        name = websafe_encode(self.id)
        return json.dumps(
            {
                "id": name,
                "rawId": name,
                "type": "public-key",
                "response": response,
                "clientExtensionResults": extensions,
            }
        )
