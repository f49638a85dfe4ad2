"""Draw a picture of a stranger again: decode, upright, in sRGB on white, small, as WebP. Runs in a bounded process.

Only what is needed to draw reaches a decoder: texts, comments, places and thumbnails are cut out of JPEG and PNG first.
"""

import io
import struct
import zlib
from collections.abc import Iterator

from PIL import AvifImagePlugin, Image, ImageChops, ImageCms, ImageFile, UnidentifiedImageError

FORMATS: tuple[str, ...] = ("JPEG", "PNG", "WEBP", "AVIF")
MOST_PIXELS = 20_000_000  # that are decoded; a JPEG is decoded smaller, so it may have more
MOST_PIXELS_OF = {
    "JPEG": 60_000_000,
    "HEIF": 26_000_000,
    "WEBP": 12_000_000,
}  # phones now make 24 million; docs/adr/0018
MOST_PROFILE = 4_000_000
MOST_OF_PNG = 1_000_000
ORIENTATION = 0x0112
PNG = b"\x89PNG\r\n\x1a\n"
NEEDED_OF_PNG = {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"iCCP", b"eXIf"}
TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


class UndrawableError(ValueError):
    """Not a picture that we draw. `why` is "kind", "size" or "broken"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def draw(content: bytes, longest: int) -> tuple[bytes, int, int]:
    """WebP, at most so long, and its width and height. Raises UndrawableError, whatever a decoder raises."""
    try:
        return _drawn(content, longest)
    except (UndrawableError, MemoryError):
        raise
    except Exception as error:  # decoders raise anything when a file was made to break them
        raise UndrawableError("broken") from error


def _drawn(content: bytes, longest: int) -> tuple[bytes, int, int]:
    image, turn = _opened(content)
    if image.width * image.height > MOST_PIXELS_OF.get(image.format or "", MOST_PIXELS):
        raise UndrawableError("size")
    image.draft(None, (longest, longest))
    profile = image.info.get("icc_profile") or b""
    flipped = image.mode == "CMYK" and "adobe" not in image.info  # Pillow takes every JPEG for one of Adobe
    small = _in_eight_bits(image)
    small.thumbnail((longest, longest))
    if flipped:
        small = ImageChops.invert(small)
    clean = _on_white(small, profile if len(profile) <= MOST_PROFILE else b"")
    if turn in TURNED:
        clean = clean.transpose(TURNED[turn])
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82)
    return out.getvalue(), clean.width, clean.height


def _opened(content: bytes) -> tuple[Image.Image, int]:
    """The picture, not yet decoded, and how it must be turned."""
    Image.MAX_IMAGE_PIXELS = None  # the size is looked at above, and the memory is bounded
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    turn, formats = 1, FORMATS
    if content.startswith(b"\xff\xd8"):
        content, exif = _bare_jpeg(content)
        turn = _orientation(exif)
    elif content.startswith(PNG):
        content, exif = _bare_png(content)
        turn = _orientation(exif)
    elif content[4:8] == b"ftyp":
        import pillow_heif  # takes a tenth of a second

        pillow_heif.register_heif_opener(thumbnails=False, decode_threads=1)
        formats = (*FORMATS, "HEIF")  # Pillow stumbles over a kind that it does not know yet
    try:
        image = Image.open(io.BytesIO(content), formats=formats)
    except UnidentifiedImageError as error:
        raise UndrawableError("kind") from error
    if image.format in {"WEBP", "AVIF"}:
        turn = _orientation(image.info.get("exif") or b"")
    return image, turn  # the decoder of HEIF turns by itself


def _orientation(exif: bytes) -> int:
    """The one thing of all that a camera wrote that is looked at; nonsense means upright."""
    try:
        found = Image.Exif()
        found.load(exif)
        return int(found.get(ORIENTATION, 1))
    except Exception:
        return 1


def _bare_jpeg(content: bytes) -> tuple[bytes, bytes]:
    """Without what programs and cameras wrote; the frame, the tables, the mark of Adobe and the profile stay."""
    kept, exif, place = [content[:2]], b"", 2
    while place + 4 <= len(content) and content[place] == 0xFF:
        mark = content[place + 1]
        if mark in {0xFF, 0xD8, 0x01}:
            place += 1 if mark == 0xFF else 2
            continue
        if mark in {0xDA, 0xD9}:
            break
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4], "big")
        body = content[place + 4 : end]
        if mark == 0xE1 and body.startswith(b"Exif\0\0") and not exif:
            exif = body
        if not (0xE0 <= mark <= 0xEF or mark == 0xFE) or mark in {0xE0, 0xEE} or body.startswith(b"ICC_PROFILE\0"):
            kept.append(content[place:end])
        place = max(end, place + 4)
    return b"".join([*kept, content[place:]]), exif


def _bare_png(content: bytes) -> tuple[bytes, bytes]:
    """Without texts, times and further frames: a text may unpack to gigabytes."""
    kept, exif = [PNG], b""
    for kind, chunk in _chunks(content):
        if kind == b"eXIf":
            exif = chunk[8:-4]
        elif kind in NEEDED_OF_PNG and (kind != b"iCCP" or _unpacks(chunk)):
            kept.append(chunk)
    return b"".join(kept), exif


def _unpacks(chunk: bytes) -> bool:
    """True for a profile of an ordinary size; Pillow refuses a picture for one that unpacks to more than a megabyte."""
    _name, _zero, packed = chunk[8:-4].partition(b"\0")
    try:
        return len(zlib.decompressobj().decompress(packed[1:], MOST_OF_PNG)) < MOST_OF_PNG
    except zlib.error:
        return False


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = len(PNG)
    while place + 12 <= len(content):
        length, kind = struct.unpack(">I4s", content[place : place + 8])
        yield kind, content[place : place + 12 + length]
        place += 12 + length


def _in_eight_bits(image: Image.Image) -> Image.Image:
    """In a mode that can be made smaller: no palette, and sixteen bits scaled down, not clipped."""
    if image.mode == "I" or image.mode.startswith("I;16"):
        return image.convert("I").point([value >> 8 for value in range(65_536)], "L")
    if "transparency" in image.info or image.mode in {"PA", "La", "RGBa"}:
        return image.convert("RGBA")
    if image.mode in {"L", "LA", "RGB", "RGBA", "CMYK"}:
        return image
    return image.convert("RGB")


def _on_white(image: Image.Image, profile: bytes) -> Image.Image:
    """RGB as screens show it; what is transparent is white, as paper."""
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA"} else None
    seen = _as_on_screen(image.convert("RGB") if alpha else image, profile)
    if alpha is None:
        return seen
    clean = Image.new("RGB", image.size, "white")
    clean.paste(seen, mask=alpha)
    return clean


def _as_on_screen(image: Image.Image, profile: bytes) -> Image.Image:
    """In sRGB, by the profile of the file; one that is broken, or of another kind of colours, counts as none."""
    try:
        if profile:
            given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            drawn = ImageCms.profileToProfile(image, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return drawn or image.convert("RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        pass
    return image.convert("RGB")
