"""In which language a text is written, by its small words. Says nothing when that is not clear."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LANGUAGES: dict[str, str | Promise] = {
    "nl": _("Dutch"), "en": _("English"), "fy": _("Frisian"), "de": _("German"), "fr": _("French"),
}  # fmt: skip
# Words that only one of these languages has, so "de", "en", "in", "is", "was" and "die" stand nowhere.
SMALL = {
    "nl": "het een van voor met niet wij zijn ook naar door bij wordt worden heeft hebben kunnen kan onze deze maar dat"
    " aan wat waar welke gemeente inwoners te om als uit zij zelf minder beter sneller geen meer tegen over onder"
    " samen elke hun er ze je wel nog dan hoe tot ons jullie soort elk",
    "en": "the and of for with that to are were which who how their this have has from our they people been can not by"
    " at on as it be more less than without residents city better between",
    "fy": "fan foar mei net wy ek nei troch hat hawwe kinne ús dizze mar dat it en wurdt wurde gemeente ynwenners",
    "de": "der das und für mit nicht wir sind auch nach durch bei wird werden hat haben können unsere diese aber dass"
    " ein eine von zu auf im den dem zur zum über ohne stadt",
    "fr": "le la les et pour avec nous sont aussi par dans une des du sur qui que ce cette est au aux plus leurs ville",
}
NAMES = {
    "nl": "nl nld dut nederlands dutch nl-nl", "en": "en eng engels english en-gb en-us",
    "fy": "fy fry fries frysk frisian", "de": "de deu ger duits german deutsch de-de",
    "fr": "fr fra fre frans french français fr-fr",
}  # fmt: skip
LEAST, LEAD = 2, 2  # so many small words, and so many times as many as of the next language
LOOKED_AT = 20_000  # characters

_WORD = re.compile(r"[^\W\d_]+")
_REGION = re.compile(r"\s*\(.*\)$|(?<=^[a-z]{2})-[a-z0-9-]+$")  # "English (UK)", "en-AU"
_OF = {word: [one for one in SMALL if word in SMALL[one].split()] for words in SMALL.values() for word in words.split()}
_NAMED = {name: key for key, names in NAMES.items() for name in names.split()}


def language_of(texts: Iterable[str]) -> str:
    """The key of a language, or "" when the texts are too short or too mixed to say."""
    counts: Counter[str] = Counter()
    for word in _WORD.findall(" ".join(texts)[:LOOKED_AT].casefold()):
        for language in _OF.get(word, ()):
            counts[language] += 1
    if not counts:
        return ""
    (best, most), second = counts.most_common(1)[0], sorted(counts.values())[-2:-1]
    return best if most >= LEAST and most >= LEAD * (second[0] if second else 0) else ""


def named(text: str) -> str | None:
    """The key of a language by its name or code; None when it is not known here."""
    tidy = _REGION.sub("", text.strip().casefold().replace("_", "-"))
    return _NAMED.get(tidy)
