"""The data folder (0700) and the secret key in it (0600), made at first start."""

import os
import secrets
from pathlib import Path


def data_folder(name: str) -> Path:
    """Absolute path of the folder that holds everything a back-up must hold; made when it does not exist."""
    folder = Path(name).expanduser().resolve()
    if not folder.exists():
        folder.mkdir(parents=True)
        folder.chmod(0o700)
    return folder


def secret_key(folder: Path) -> str:
    """The key of this installation. Two processes that start together agree on one."""
    path = folder / "secret_key"
    if not path.exists():
        fresh = path.with_name(f"secret_key.{os.getpid()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(secrets.token_urlsafe(50))
            handle.flush()
            os.fsync(handle.fileno())
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()
