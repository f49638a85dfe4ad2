"""Photos and attachments of cases that are kept already."""

import io
from collections.abc import Iterable

from PIL import Image

from olievlek.cases.models import CaseFile
from olievlek.core.photos import Checked, path_of


def kept_photo(digest: str) -> Checked | None:
    """A photo that we drew and kept before; None when it is gone."""
    path = path_of(digest)
    if not path.is_file():
        return None
    content = path.read_bytes()
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as image:
        return Checked(content, "image/webp", *image.size)


def digests() -> Iterable[str]:
    """What cases name, so that it stays."""
    return CaseFile.objects.order_by().values_list("digest", flat=True)
