"""The entry of the web with a small answer behind it, served by a real granian: what would Django be told?"""

import json
import os
import time
from typing import Any

from django.core.handlers.wsgi import WSGIRequest

from olievlek import rsgi
from olievlek.core.limits import address_of

rsgi.PATIENCE = float(os.environ.get("PATIENCE", rsgi.PATIENCE))
rsgi.MOST_TOGETHER = int(os.environ.get("MOST_TOGETHER", rsgi.MOST_TOGETHER))


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    size = len(environ["wsgi.input"].read())
    if environ["PATH_INFO"] == "/rest":
        time.sleep(1)
    told: dict[str, Any] = {name: value for name, value in environ.items() if isinstance(value, str) and name.isupper()}
    told |= {"size": size, "address": address_of(WSGIRequest(environ))}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(told).encode()]


setattr(rsgi, "answering", echo)  # noqa: B010  # in place of Django
application = rsgi.Entry()
