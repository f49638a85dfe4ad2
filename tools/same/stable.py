"""An answer as text that is the same each time: one tag in a line, without what is drawn anew for each answer."""

import io
import re
import zipfile
from typing import Any

KEPT_HEADERS = (
    "Content-Type",
    "Location",
    "Content-Disposition",
    "Cache-Control",
    "Vary",
    "Allow",
    "Link",
    "X-Robots-Tag",
    "X-Olievlek-Kept",
    "HX-Redirect",
    "HX-Trigger",
    "HX-Retarget",
    "Content-Security-Policy",
    "Retry-After",
)
DRAWN = (
    (re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]*'), r"\1KEY"),
    (re.compile(r'(csrf[-_a-z]*token["\']?\s*[:=]\s*["\'])[^"\']*', re.I), r"\1KEY"),
    (re.compile(r'(name="once" value=")[^"]*'), r"\1ONCE"),
    (re.compile(r'("(?:key|challenge)":\s*")[^"]{20,}'), r"\1KEY"),
    (re.compile(r'("made_(?:at|for)":\s*")[^"]*'), r"\1NOW"),
    (re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*"), r"\1NOW"),
    (re.compile(r"(?<=\s)once=[0-9a-f-]{36}"), "once=ONCE"),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"), "UUID"),
)
PDF_DRAWN = re.compile(rb"/(?:ID\s*\[.*?\]|CreationDate\s*\(.*?\)|ModDate\s*\(.*?\))", re.S)


def text_of(body: bytes, kind: str) -> str:
    """A page, file or answer of the API as lines."""
    if body.startswith(b"PK\x03\x04"):
        return _archive(body)
    if body.startswith(b"%PDF-"):
        return _pdf(body)
    if kind.startswith(("image/", "font/", "application/octet-stream")):
        return body.hex()
    text = body.decode("utf-8", "replace")
    for pattern, put in DRAWN:
        text = pattern.sub(put, text)
    if "html" in kind or "xml" in kind:
        text = re.sub(r">\s*<", ">\n<", re.sub(r"[ \t]*\n\s*", "\n", text))
    elif "json" in kind:
        text = re.sub(r'([,{\[])(?=["{\[])', r"\1\n", text)
    return text


def _archive(body: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        parts = [(one, archive.read(one)) for one in sorted(archive.namelist())]
    return "\n".join(f"== {name}\n{text_of(part, 'xml' if b'<?xml' in part[:200] else 'text')}" for name, part in parts)


def _pdf(body: bytes) -> str:
    """Its text streams unpacked, as far as our own writer makes them."""
    import zlib

    out = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", body, re.S):
        try:
            out.append(zlib.decompress(stream).decode("latin-1"))
        except zlib.error:
            out.append(PDF_DRAWN.sub(b"", stream).decode("latin-1"))
    return "\n".join(out)


def answer_of(response: Any) -> dict[str, Any]:
    """What counts of a response: status, headers, body."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    if policy := headers.get("Content-Security-Policy"):
        headers["Content-Security-Policy"] = "; ".join(sorted(part.strip() for part in policy.split(";")))
    for pattern, put in DRAWN:
        headers = {name: pattern.sub(put, value) for name, value in headers.items()}
    cookies = sorted(
        f"{name}{'' if one.value else ' (ended)'}" for name, one in response.cookies.items() if name != "csrftoken"
    )
    said = [one.value for name, one in response.cookies.items() if name == "messages"]
    return {
        "status": response.status_code,
        "headers": headers,
        "cookies": cookies,
        "said": [_message(one) for one in said],
        "body": text_of(body, headers.get("Content-Type", "")),
    }


def _message(cookie: str) -> str:
    """The words of the message for the next page, without the signature of the cookie."""
    try:
        from django.contrib.messages.storage.cookie import CookieStorage
        from django.test import RequestFactory

        return "; ".join(str(one) for one in CookieStorage(RequestFactory().get("/"))._decode(cookie) or [])
    except Exception as error:  # another kind of storage is a difference to be seen, no crash
        return repr(error)
