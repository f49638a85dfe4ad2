"""Photos as cameras, printers and attackers make them."""

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

from PIL import Image, ImageCms

PLACE = b"Stationsplein 12, Woerden"


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def plain(kind: str, mode: str, colour: Any, size: tuple[int, int] = (64, 48), **more: Any) -> bytes:
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    return saved(Image.new(mode, size, colour), kind, **more)


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_with(extra: bytes, png: bytes | None = None) -> bytes:
    """A PNG with chunks after its head."""
    png = png or plain("PNG", "RGB", (200, 30, 30))
    return png[:33] + extra + png[33:]


def jpeg_with(*segments: tuple[int, bytes], jpeg: bytes | None = None) -> bytes:
    jpeg = jpeg or plain("JPEG", "RGB", (200, 30, 30), quality=95)
    extra = b"".join(bytes([0xFF, mark]) + struct.pack(">H", len(body) + 2) + body for mark, body in segments)
    return jpeg[:2] + extra + jpeg[2:]


def tag(number: int, kind: int, count: int, value: bytes) -> bytes:
    return struct.pack("<HHI", number, kind, count) + value.ljust(4, b"\0")[:4]


def exif(*tags: bytes, following: int = 0) -> bytes:
    return b"Exif\0\0II*\0\x08\0\0\0" + struct.pack("<H", len(tags)) + b"".join(tags) + struct.pack("<I", following)


TURNED = tag(0x112, 3, 1, b"\x06\0\0\0")


def profile_in(parts: int) -> list[tuple[int, bytes]]:
    return [(0xE2, b"ICC_PROFILE\0" + bytes([number, parts]) + bytes(65_000)) for number in range(1, parts + 1)]


def without_adobe(jpeg: bytes) -> bytes:
    """The same samples without the mark that says that they are turned round."""
    at = jpeg.index(b"\xff\xee")
    length = int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return jpeg[:at] + jpeg[at + 2 + length :]


def swapped_profile() -> bytes:
    """A sound profile that is not sRGB."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()


def two_halves(mode: str, left: Any, right: Any) -> Image.Image:
    image = Image.new(mode, (64, 48), left)
    image.paste(Image.new(mode, (32, 48), right), (32, 0))
    return image


def deep() -> bytes:
    """Sixteen bits, grey: a quarter and three quarters of white."""
    return saved(two_halves("I;16", 16_384, 49_152), "PNG")


def palette() -> bytes:
    image = Image.new("P", (64, 48), 0)
    image.putpalette([200, 30, 30, 0, 0, 0])
    image.paste(1, (32, 0, 64, 48))
    return saved(image, "PNG", transparency=1)


RED, WHITE = (200, 30, 30), (255, 255, 255)
# what: (file, colour at the left, colour at the right)
COLOURS: dict[str, tuple[Callable[[], bytes], tuple[int, ...], tuple[int, ...]]] = {
    "JPEG": (lambda: plain("JPEG", "RGB", RED, quality=95), RED, RED),
    "grey JPEG": (lambda: plain("JPEG", "L", 90), (90,) * 3, (90,) * 3),
    "CMYK as Adobe writes it": (lambda: plain("JPEG", "CMYK", (0, 255, 255, 0)), (255, 0, 0), (255, 0, 0)),
    "CMYK as others write it": (
        lambda: without_adobe(plain("JPEG", "CMYK", (255, 0, 0, 255))),
        (255, 0, 0),
        (255, 0, 0),
    ),
    "PNG": (lambda: plain("PNG", "RGB", RED), RED, RED),
    "one bit": (lambda: saved(two_halves("1", 0, 1), "PNG"), (0, 0, 0), WHITE),
    "sixteen bits": (deep, (64,) * 3, (192,) * 3),
    "grey with alpha": (lambda: saved(two_halves("LA", (0, 255), (0, 0)), "PNG"), (0, 0, 0), WHITE),
    "half through": (lambda: saved(two_halves("RGBA", (0, 0, 0, 128), (*RED, 255)), "PNG"), (127,) * 3, RED),
    "palette with a hole": (palette, RED, WHITE),
    "WebP": (lambda: plain("WEBP", "RGB", RED, lossless=True), RED, RED),
    "AVIF": (lambda: plain("AVIF", "RGB", RED, quality=95), RED, RED),
    "HEIC": (lambda: plain("HEIF", "RGB", RED, quality=95), RED, RED),
    "moving WebP": (
        lambda: saved(
            Image.new("RGB", (64, 48), RED), "WEBP", lossless=True, save_all=True,
            append_images=[Image.new("RGB", (64, 48), "navy")],
        ),
        RED, RED,
    ),
    "moving PNG": (
        lambda: saved(
            Image.new("RGB", (64, 48), RED), "PNG", save_all=True, append_images=[Image.new("RGB", (64, 48), "navy")]
        ),
        RED, RED,
    ),
    "profile of other colours": (
        lambda: plain("PNG", "RGB", RED, icc_profile=swapped_profile()), RED, RED,
    ),
}  # fmt: skip

ODD_BUT_SOUND: dict[str, Callable[[], bytes]] = {
    "resolution is text": lambda: jpeg_with((0xE1, exif(TURNED, tag(0x11A, 2, 4, b"72\0\0")))),
    "resolution by nought": lambda: jpeg_with((0xE1, exif(TURNED, tag(0x11A, 5, 1, b"\x26\0\0\0")))),
    "tag of no type": lambda: jpeg_with((0xE1, exif(TURNED, tag(0x9999, 99, 4, b"\1\2\3\4")))),
    "tag that points outside": lambda: jpeg_with((0xE1, exif(TURNED, tag(0x10F, 2, 2**31, b"\xff\xff\xff\x7f")))),
    "list that goes round": lambda: jpeg_with((0xE1, exif(TURNED, following=8))),
    "list that ends too soon": lambda: jpeg_with((0xE1, exif(TURNED)[:15])),
    "EXIF of nothing": lambda: jpeg_with((0xE1, b"Exif\0\0")),
    "EXIF of nonsense": lambda: jpeg_with((0xE1, b"Exif\0\0" + bytes(range(256)) * 20)),
    "orientation is text": lambda: jpeg_with((0xE1, exif(tag(0x112, 2, 4, b"six\0")))),
    "orientation 999": lambda: jpeg_with((0xE1, exif(tag(0x112, 3, 1, b"\xe7\x03")))),
    "broken list of pictures": lambda: jpeg_with((0xE2, b"MPF\0II*\0\xff\xff\xff\x7f")),
    "broken words of Photoshop": lambda: jpeg_with((0xED, b"Photoshop 3.0\x008BIM\x04\x04\xff")),
    "huge profile": lambda: jpeg_with(
        *[(0xE2, b"ICC_PROFILE\0" + bytes([n, 200]) + bytes(65_000)) for n in range(1, 201)]
    ),
    "profile of nonsense": lambda: jpeg_with((0xE2, b"ICC_PROFILE\0\1\1nonsense")),
    "comment": lambda: jpeg_with((0xFE, PLACE)),
    "PNG with a text that unpacks to 200 MB": lambda: png_with(
        chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(200_000_000)))
    ),
    "PNG with a profile that unpacks to 200 MB": lambda: png_with(
        chunk(b"iCCP", b"x\0\0" + zlib.compress(bytes(200_000_000)))
    ),
    "PNG with a thousand texts": lambda: png_with(chunk(b"tEXt", b"k\0" + PLACE) * 1000),
    "PNG with a nonsense EXIF": lambda: png_with(chunk(b"eXIf", b"\0\1\2nonsense")),
    "PNG that says a million frames": lambda: png_with(chunk(b"acTL", struct.pack(">II", 1_000_000, 0))),
    "WebP with EXIF of nonsense": lambda: plain("WEBP", "RGB", RED, exif=b"Exif\0\0nonsense"),
}


def png_that_promises(width: int, height: int, colour: int = 2, depth: int = 8) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")


def gif_of_many(frames: int) -> bytes:
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0"
    return b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff" + frame * frames + b"\x3b"


HOSTILE: dict[str, Callable[[], bytes]] = {
    "PNG that promises 3,600 million pixels": lambda: png_that_promises(60_000, 60_000),
    "PNG of the greatest numbers": lambda: png_that_promises(2**31 - 1, 2**31 - 1, 6, 16),
    "PNG of 144 million pixels": lambda: plain("PNG", "1", 1, (12_000, 12_000)),
    "PNG just too large": lambda: plain("PNG", "L", 1, (5_001, 4_000)),
    "JPEG that promises the most": lambda: jpeg_promising(65_500, 65_500),
    "JPEG just too large": lambda: jpeg_promising(7_750, 7_750),
    "WebP too large": lambda: plain("WEBP", "RGB", RED, (5_000, 4_000), method=0),
    "AVIF too large": lambda: plain("AVIF", "RGB", RED, (5_001, 4_000), speed=10),
    "GIF with a million frames": lambda: gif_of_many(300_000),
    "TIFF": lambda: plain("TIFF", "RGB", RED),
    "TIFF that promises much": lambda: plain("TIFF", "1", 1, (30_000, 30_000), compression="group4"),
    "BMP": lambda: plain("BMP", "RGB", RED),
    "cut off JPEG": lambda: plain("JPEG", "RGB", RED, (640, 480))[:700],
    "cut off PNG": lambda: plain("PNG", "RGB", RED, (640, 480))[:90],
    "cut off WebP": lambda: plain("WEBP", "RGB", RED, (640, 480))[:80],
    "cut off AVIF": lambda: plain("AVIF", "RGB", RED, (640, 480))[:200],
    "cut off HEIC": lambda: plain("HEIF", "RGB", RED, (640, 480))[:300],
    "HEIC of nothing": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(100),
    "only marks": lambda: b"\xff\xd8" + b"\xff" * 100_000,
    "a segment without an end": lambda: b"\xff\xd8\xff\xe1\xff\xffExif",
    "nothing": lambda: b"",
}  # fmt: skip


def jpeg_promising(width: int, height: int) -> bytes:
    jpeg = plain("JPEG", "RGB", RED)
    at = jpeg.index(b"\xff\xc0")
    return jpeg[: at + 5] + struct.pack(">HH", height, width) + jpeg[at + 9 :]


HEAVY: dict[str, Callable[[], bytes]] = {
    "PNG of 20 million": lambda: plain("PNG", "RGBA", (*RED, 128), (5_000, 4_000)),
    "PNG of 20 million, sixteen bits": lambda: plain("PNG", "I;16", 40_000, (5_000, 4_000)),
    "PNG of 20 million, grey with alpha": lambda: plain("PNG", "LA", (90, 128), (5_000, 4_000)),
    "PNG of 20 million, palette": lambda: plain("PNG", "P", 3, (5_000, 4_000)),
    "JPEG of 59 million": lambda: plain("JPEG", "RGB", RED, (7_700, 7_700)),
    "JPEG of 24 million, in scans": lambda: plain("JPEG", "RGB", RED, (5_712, 4_284), progressive=True, subsampling=0),
    "CMYK of 59 million": lambda: plain("JPEG", "CMYK", (0, 99, 99, 0), (7_700, 7_700)),
    "WebP of 12 million": lambda: plain("WEBP", "RGB", RED, (4_000, 3_000), method=0),
    "AVIF of 20 million": lambda: plain("AVIF", "RGB", RED, (5_000, 3_999), speed=10),
    "HEIC of 24 million": lambda: plain("HEIF", "RGB", RED, (5_712, 4_284)),
}
