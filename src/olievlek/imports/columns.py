"""What a column of a spreadsheet can be for a case, and a guess by its name and its cells, in Dutch or English."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from olievlek.writing.forms import ProofForm, TellForm

Text = str | Promise
Line = tuple[int, list[str]]


@dataclass(frozen=True)
class Field:
    """One thing that a case tells. `words` are names of columns that mean it, as `plain` writes them, one a line.

    `inside` are the words that also say so within a longer name; without it all of `words` do.
    """

    key: str
    label: Text
    words: str
    inside: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.words.split("|"))

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.inside.split("|")) if self.inside else self.names


FIELDS = (
    Field(
        "title", _("Title"),
        "titel|title|naam|name|praktijk|voorbeeld|project|example|initiatief|projectnaam|naam project|taaknaam"
        "|task name"
        "|naam initiatief|naam algoritme|casus|activiteit|maatregel|project name|projecttitel|rijlabels|row labels"
        "|voorbeeldtitel|onderwerp van de subsidie|naam regeling|naam dataset|dataset|toepassing|applicatie|summary",
        inside="titel|title|naam|name",
    ),
    Field(
        "problem", _("Problem"),
        "probleem|aanleiding|vraagstuk|knelpunt|waarom|problem|why|doel|goal|opgave|uitdaging|doelstelling|challenge"
        "|doel en impact|doel van het project",
        inside="probleem|aanleiding|vraagstuk|knelpunt|waarom|problem|why|opgave|uitdaging|doel",
    ),
    Field(
        "done", _("What was done"),
        "gedaan|did|aanpak|oplossing|omschrijving|beschrijving|done|approach|solution|description|korte omschrijving"
        "|short description|description short|projectomschrijving|werkwijze|notes|notities|activiteiten",
        inside="gedaan|deden|did|aanpak|oplossing|omschrijving|beschrijving|done|approach|solution|description|werkwijze",
    ),
    Field("results", _("Result"),
        "resultaat|resultaten|opbrengst|effect|result|results|outcome|impact|baten|opbrengsten|bracht|brought",
    ),
    Field(
        "themes", _("Theme"),
        "thema|themas|thema s|theme|themes|onderwerp|categorie|topic|category|domein|beleidsveld|beleidsterrein|groep"
        "|bucket naam|bucketnaam|bucket name",
        inside="thema|themas|thema s|theme|themes|onderwerp|categorie|topic|beleidsveld|beleidsterrein",
    ),
    Field(
        "year", _("Year"),
        "jaar|startjaar|begonnen|year|started|startdatum|begindatum|start|start date|begin date|datum start|startdate"
        "|jaar van start|verleningsjaar|subsidiejaar|begonnen in",
        inside="jaar|startjaar|begonnen|year|started|startdatum|begindatum",
    ),
    Field(
        "stage", _("How far it is"),
        "fase|status|stadium|hoe ver|stage|phase|how far|voortgang|progress|projectstatus|projectfase",
        inside="fase|status|stadium|hoe ver|stage|phase|how far",
    ),
    Field("needs", _("What it takes"),
        "nodig|kosten|randvoorwaarden|kost|vraagt|needs|costs|takes|budget|benodigdheden",
    ),
    Field(
        "failed", _("What went wrong"),
        "mis|mislukt|valkuilen|fouten|misging|wrong|failed|pitfalls|knelpunten onderweg",
    ),
    Field(
        "lessons", _("What you would do differently"),
        "lessen|geleerd|anders|lessons|learned|differently|leerpunten|geleerde lessen",
        inside="lessen|geleerd|anders|lessons|learned|differently|leerpunten",
    ),
    Field("own_words", _("Words to search with"), "zoekwoorden|trefwoorden|keywords|tags|search|keyword|labels"),
    Field(
        "story", _("How it came about"),
        "verhaal|ontstond|achtergrond|toelichting|story|background|came about|context|opmerkingen",
        inside="verhaal|ontstond|achtergrond|toelichting|story|background|came about",
    ),
    Field(
        "link", _("Link to more"),
        "bron|bron url|url|link|website|source|webadres|meer informatie|landing page|link naar bron|hyperlink",
        inside="bron|url|link|website|source|webadres|meer informatie",
    ),
    Field("language", _("Language of the text"), "taal|language|lang|taal van de tekst", inside="taal|language"),
)  # fmt: skip
KEYS = tuple(field.key for field in FIELDS)
LABELS = {field.key: field.label for field in FIELDS}
KNOWN = frozenset(word for field in FIELDS for word in field.names)


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


PEOPLE = _set(
    "contact contactpersoon contactpersonen contactgegevens mail email emailadres mailadres telefoon telefoonnummer"
    " tel telnr mobiel auteur collega phone author person persoon projectleider projectleiders projectleiding"
    " projectmanager trekker trekkers medewerker aanspreekpunt behandelaar indiener aanvrager melder eigenaar"
    " projecteigenaar owner verantwoordelijke responsible opdrachtgever opdrachtnemer wethouder portefeuillehouder"
    " bestuurder voornaam achternaam tussenvoegsel initiatiefnemer initiatiefnemers respondent coordinator"
    " programmamanager manager adviseur teamleider afdelingshoofd bsn geboortedatum handtekening assignee deelnemers"
    " teamleden kartrekker leider lead productowner vraagsteller invuller contactadres gebruiker user betrokkenen"
    " projectteam kernteam werkgroep projectgroep leden bedenker bedenkers ambassadeur ambassadeurs deelnemer auteurs"
    " authors sponsor champion linkedin aanjager aanjagers indieners contacts names personen members participants"
)
PEOPLE_ENDINGS = re.compile(  # Dutch writes what somebody does as one word
    r"[a-z]*(?:leiders?|houders?|managers?|voerders?|trekkers?|personen|persoon|eigena(?:ar|ren)|adviseurs?"
    r"|ambtena(?:ar|ren)|medewerkers?|verantwoordelijken?|contact(?:en)?|leden|coordinator(?:en)?|beheerders?)"
)
PEOPLE_PHRASES = (
    "e mail", "toegewezen aan", "assigned to", "gemaakt door", "created by", "gewijzigd door", "modified by",
    "voltooid door", "completed by", "ingevuld door", "contact person", "project lead", "wie is", "wie heeft",
)  # fmt: skip
NO_TITLE = _set(
    "organisatie gemeente afdeling leverancier organisation organization department team domein bestand file portaal"
    " provincie waterschap instantie uitvoerder ontvanger partij partner"
)
MAIL = re.compile(r"[^\s@;,<>]+@[^\s@;,<>]+\.[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(r"(?<![\w\-/.])(?:\+|00|0)(?:[\s\-().]{0,2}\d){8,13}(?![\w\-/])")
CODE = re.compile(r"[A-Za-z]{0,4}[-_.#/]?\d[\d\-./]*|\W*")
NUMBER = re.compile(r"[\d.,%€ -]+")
NAME_PART = re.compile(r"(?:[A-ZÀ-Ý][a-zà-ÿ'’]+(?:-[A-ZÀ-Ý][a-zà-ÿ]+)?|(?:[A-Z]\.)+)")
BETWEEN = _set("van de der den ten ter te 't het la el al bin von in op")
TITLES = _set("dhr dhr. mw mw. mevr mevr. drs drs. ir ir. mr mr. dr dr. ing ing. prof prof. de heer mevrouw")
BODIES = _set("stichting vereniging gemeente provincie waterschap ministerie bv b.v. nv n.v. team afdeling dienst raad")
MOSTLY, SAMPLE = 0.6, 50


def plain(name: str) -> str:
    """Small letters without accents, words with one space between: "Thema('s)" is "thema s"."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


@cache
def _questions() -> dict[str, str]:
    """The field by our own questions and labels, as `plain` writes them: who shares on a page knows these names."""
    asked = {**LABELS}, {key: one.label for form in (TellForm, ProofForm) for key, one in form.base_fields.items()}
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {plain(str(label)): key for labels in asked for key, label in labels.items()}
    return {name: {"theme": "themes"}.get(key, key) for name, key in found.items()}


def is_known(name: str) -> bool:
    """Whether people call a column so."""
    known = KNOWN | PEOPLE | {*PEOPLE_PHRASES, "e mailadres"} | _questions().keys()
    return 0 < len(name) <= 100 and plain(name) in known


def guessed(columns: Sequence[str], lines: Sequence[Line] = ()) -> list[str]:
    """For each column the key of a field, or nothing. Whole names go before words inside a name; each field once."""
    found = [""] * len(columns)
    names = [plain(name) for name in columns]
    cells = [cells_of(place, lines) for place in range(len(columns))]
    people = [names_people(name, cells[place]) for place, name in enumerate(columns)]
    for whole in (True, False):
        for place, name in enumerate(names):
            fits = (one.key for one in FIELDS if one.key not in found and _says(one, name, whole))
            if not found[place] and not people[place]:
                key = next(fits, "")
                found[place] = key if _can_be(key, cells[place]) else ""
    if lines and "title" not in found:
        free = [place for kind in ("", "themes") for place, key in enumerate(found) if key == kind]
        fitting = (place for place in free if not people[place] and _reads_as_title(cells[place]))
        if (best := next(fitting, None)) is not None:
            found[best] = "title"
    return found


def _says(field: Field, name: str, whole: bool) -> bool:
    if whole:
        return name in field.names or _questions().get(name) == field.key
    if field.key == "title" and NO_TITLE & set(name.split()):
        return False
    return any(f" {word} " in f" {name} " for word in field.parts)


def cells_of(place: int, lines: Sequence[Line]) -> list[str]:
    """What stands in a column, of the first rows that fill it."""
    filled = (row[place].strip() for _number, row in lines if place < len(row) and row[place].strip())
    return [text for text, _again in zip(filled, range(SAMPLE), strict=False)]


def _can_be(key: str, cells: Sequence[str]) -> bool:
    """Numbers of projects are no titles, also when their column is called "Project"; 15% is no word for a stage."""
    if key == "title":
        return not _mostly(cells, lambda cell: CODE.fullmatch(cell) is not None)
    if key in {"stage", "themes"}:
        return not _mostly(cells, lambda cell: NUMBER.fullmatch(cell) is not None or len(cell) > 100)
    return True


def _reads_as_title(cells: Sequence[str]) -> bool:
    """Short texts that differ, and are no names of people."""
    if not cells or not _can_be("title", cells) or _mostly(cells, _is_person):
        return False
    length = sum(map(len, cells)) / len(cells)
    return 6 <= length <= 150 and len(set(cells)) >= len(cells) * 0.9 and not _mostly(cells, _is_address)


def names_people(column: str, cells: Sequence[str] = ()) -> bool:
    """Such a column stays out: who is named with a case says yes themselves. By its name, or by what stands in it."""
    if plain(column) not in _questions() and _people_by_name(column):
        return True
    if _mostly(cells, lambda cell: MAIL.search(cell) is not None and len(cell) < 100) or _mostly(cells, _is_phone):
        return True
    clear = plain(column) in KNOWN - {"naam", "name"} or NO_TITLE & set(plain(column).split())
    return not clear and bool(cells) and sum(map(_is_person, cells)) >= len(cells) * 0.8


def _people_by_name(column: str) -> bool:
    name = plain(column)
    words = name.split()
    said = bool(PEOPLE & set(words)) or any(PEOPLE_ENDINGS.fullmatch(word) for word in words)
    return said or words[1:][-1:] in (["door"], ["by"]) or any(f" {one}" in f" {name}" for one in PEOPLE_PHRASES)


def _mostly(cells: Sequence[str], says: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(map(says, cells)) >= len(cells) * MOSTLY


def _is_phone(cell: str) -> bool:
    return PHONE.fullmatch(cell.strip()) is not None


def _is_address(cell: str) -> bool:
    return cell.startswith(("http://", "https://", "www."))


def _is_person(cell: str) -> bool:
    """Two to five words that a name is made of: "Noor van der Berg", "Bakker, S."."""
    words = [word for word in cell.replace(",", " ").split() if word.lower() not in TITLES]
    if not 2 <= len(words) <= 5 or BODIES & {word.lower() for word in words}:
        return False
    parts = [word for word in words if word.lower() not in BETWEEN]
    return len(parts) >= 2 and all(NAME_PART.fullmatch(word) for word in parts)
