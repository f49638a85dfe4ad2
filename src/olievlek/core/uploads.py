"""How much somebody may send: counted while it streams in, so that a flood never fills the disk."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import BadRequest
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpResponseBase

MOST_BYTES = 10_000_000
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def takes_files(view: View) -> View:
    """The mark of a view whose form has a file. Everywhere else a file is refused before it is written anywhere."""
    view.takes_files = True  # type: ignore[attr-defined]  # read by core.guard
    return view


class NoFiles(FileUploadHandler):
    """The only handler where no view takes files."""

    def new_file(self, *_args: Any, **_kwargs: Any) -> None:
        raise BadRequest("No file is asked for here.")

    def receive_data_chunk(self, _raw_data: bytes, _start: int) -> None:
        """Never reached."""

    def file_complete(self, _file_size: int) -> None:
        """As above."""


class StopAtTheLimit(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. Files too long together are dropped; their form finds `upload_too_large`."""

    _seen = 0  # over all files of one request

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        self._seen += len(raw_data)
        if self._seen > MOST_BYTES:
            self.request.upload_too_large = True  # type: ignore[union-attr]  # for the view of this request
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        """The next handler keeps the file."""
