"""Photos of cameras come out right, those of attackers are refused, and neither takes more than its share."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from olievlek.core import bounded, photos
from tests.core import bounded_jobs as jobs
from tests.core import photo_files as files
from tests.figures import say

MOST = 300_000_000
CASE = Path(__file__).parent / "photo-exif-text.jpg"


def drawn(content: bytes) -> Image.Image:
    """As it will be served; without any word of the file."""
    checked = photos.clean_photo(ContentFile(content, "foto"))
    image = Image.open(io.BytesIO(checked.content))
    assert (image.format, image.mode, image.size) == ("WEBP", "RGB", (checked.width, checked.height))
    assert not {"exif", "xmp", "icc_profile", "comment"} & set(image.info)
    assert files.PLACE not in checked.content
    return image


def near(found: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(found, tuple)
    return all(abs(one - other) <= 8 for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize("what", files.COLOURS)
def test_colours_come_out_as_they_were(what: str) -> None:
    content, left, right = files.COLOURS[what]
    image = drawn(content())
    assert near(image.getpixel((8, 24)), left), image.getpixel((8, 24))
    assert near(image.getpixel((55, 24)), right), image.getpixel((55, 24))


@pytest.mark.parametrize("what", files.ODD_BUT_SOUND)
def test_what_a_camera_wrote_beside_the_picture_changes_nothing(what: str) -> None:
    content = files.ODD_BUT_SOUND[what]()
    image = drawn(content)
    assert near(image.getpixel((8, 24)), files.RED)
    assert image.size == ((48, 64) if files.TURNED in content and "too soon" not in what else (64, 48))
    say("{odd} photos with odd words beside the picture drawn", odd=1)


@pytest.mark.parametrize("turn", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
def test_it_stands_upright(kind: str, turn: int) -> None:
    """The same corner of the scene is red, however the camera was held."""
    upright = Image.new("RGB", (64, 48), "white")
    upright.paste(files.RED, (0, 0, 32, 24))
    undo = {6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    undo |= {number: how for number, how in jobs_turned().items() if number not in undo}
    held = upright.transpose(undo[turn]) if turn > 1 else upright
    exif = Image.Exif()
    exif[0x112] = turn
    if kind == "HEIF":
        import pillow_heif

        pillow_heif.register_heif_opener()
    image = drawn(files.saved(held, kind, exif=exif.tobytes(), quality=95))
    assert image.size == (64, 48)
    assert near(image.getpixel((8, 8)), files.RED)
    assert near(image.getpixel((56, 40)), (255, 255, 255))


def jobs_turned() -> dict[int, Image.Transpose]:
    from olievlek.core.drawing import TURNED

    return TURNED


@pytest.mark.parametrize("what", files.HOSTILE)
def test_what_can_not_be_drawn_is_refused_with_a_way_out(what: str) -> None:
    with pytest.raises(photos.RefusedError, match=r"te veel pixels|kapot of afgebroken|niet lezen als foto"):
        photos.clean_photo(ContentFile(files.HOSTILE[what](), "foto"))
    say("{refused} hostile photos refused", refused=1)


@pytest.mark.slow
@pytest.mark.parametrize("what", files.HEAVY)
def test_the_largest_photos_that_are_drawn_stay_below_300_mb(what: str) -> None:
    peak, (_bytes, width, height) = bounded.run(jobs.peak_of, photos.BOUNDS, "draw", files.HEAVY[what](), 1600)
    assert max(width, height) == 1600
    assert peak < MOST, f"{peak:,} bytes"
    say("the largest photos drawn with at most {max_mb} MB", max_mb=peak // 1_000_000)


@pytest.mark.slow
def test_without_looking_first_a_photo_takes_more_and_within_bounds_it_is_stopped() -> None:
    """The control: the check of the pixels and the limit of the process each hold by themselves."""
    bomb = files.HOSTILE["PNG of 144 million pixels"]()
    free = bounded.Bounds(memory=3_000_000_000)
    peak, _width = bounded.run(jobs.peak_of, free, "draw without looking", bomb, 1600)
    assert peak > MOST
    with pytest.raises(bounded.TooMuchError, match="memory"):
        bounded.run(jobs.peak_of, photos.BOUNDS, "draw without looking", bomb, 1600)
    say("without both limits one photo takes {max_mb} MB", max_mb=peak // 1_000_000)


def test_the_photo_whose_resolution_is_text_is_drawn_upright() -> None:
    image = drawn(CASE.read_bytes())
    assert image.size == (40, 60)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP", "HTML", "PDF"])
def test_another_kind_of_file_is_told_apart_from_a_broken_photo(kind: str) -> None:
    content = {"HTML": b"<html>", "PDF": b"%PDF-1.7\n"}.get(kind, b"")
    if not content:
        out = io.BytesIO()
        Image.new("RGB", (8, 8)).save(out, kind)
        content = out.getvalue()
    with pytest.raises(photos.RefusedError, match="niet lezen als foto"):
        photos.clean_photo(ContentFile(content, "foto.jpg"))
