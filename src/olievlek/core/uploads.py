"""How much somebody may send: counted while it streams in, so that a flood never fills the disk."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

MOST_BYTES = 10_000_000


class StopAtTheLimit(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. A file that goes on too long is dropped; its form finds `upload_too_large`."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._seen = 0

    def receive_data_chunk(self, raw_data: bytes, _start: int) -> bytes:
        self._seen += len(raw_data)
        if self._seen > MOST_BYTES:
            self.request.upload_too_large = True  # type: ignore[union-attr]  # for the view of this request
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, _file_size: int) -> None:
        """The next handler keeps the file."""
