"""The five publications Olievlek answers, and where its facts come from."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Source:
    """One publication: what it says fails, and what Olievlek does about it."""

    number: str
    title: str
    maker: str
    year: int
    url: str
    fails: str | Promise
    answer: str | Promise


SOURCES = [
    Source(
        "000",
        "Publieke innovatie: van samen werken naar samenwerken",
        "Pien Aldenzee, Novum",
        2019,
        "",
        _("Partners start without a shared goal, and without saying what they want, may decide and can bring."),
        _("Show first who solved the problem before, so that partners begin with the problem and not with each other."),
    ),
    Source(
        "001",
        "Innovatiedrempels overwinnen",
        "Giulietta Marani, Digicampus",
        2020,
        "",
        _("New ideas die on twelve thresholds: in knowledge, commitment, money and facilities."),
        _("Name the thresholds a case overcame, so that who is stuck finds who got past the same one."),
    ),
    Source(
        "002",
        "Innoveren door professionals",
        "Chris Sigaloff, Kennisland",
        2013,
        "https://www.kl.nl/opinie/innoveren-door-professionals/",
        _("What professionals try on a small scale stays on its own, and does not spread like an oil stain."),
        _("Follow how a practice spreads from one place to the next, and show it on the map."),
    ),
    Source(
        "003",
        "Hoe gaan we het ‘anti-innovatie DNA’ van de overheid te lijf?",
        "Suzanne Potjer, CXO Agenda Stad",
        2024,
        "",
        _("Loose projects seldom travel further, and the system springs back."),
        _("Show who still uses a practice, and who stopped and why, with the same prominence."),
    ),
    Source(
        "004",
        "Innovatiemanagement in gemeenten",
        "René Megens en Peter Nientied, BNG Magazine",
        2016,
        "",
        _("Municipalities prefer to invent things themselves; what colleagues did is hard to find."),
        _("Let people type a problem in their own words and find who solved it: the art of copying."),
    ),
]


@dataclass(frozen=True)
class Origin:
    """One set of facts in Olievlek: who made it, under which licence, and what to mind."""

    what: str | Promise
    maker: str
    licence: str
    caveat: str | Promise
    url: str = ""


ORIGINS = [
    Origin(
        _("Practices many bodies use, and who registered them"),
        "Algoritmeregister van de Nederlandse overheid",
        "CC0 1.0",
        _("The date is the day of registration, not the day of first use. Not every user registers."),
        "https://algoritmes.overheid.nl/",
    ),
    Origin(
        _("Ninety examples from public pages"),
        "Olievlek",
        "CC0 1.0",
        _("Retold in our own words from the page each example names. Not placed by the organisation itself."),
    ),
    Origin(
        _("Ten cases of the study of 2016"),
        "Megens en Nientied, BNG Magazine 2016-2",
        _("facts; our own words, CC0 1.0"),  # type: ignore[arg-type]  # a lazy text is a text on the page
        _("The municipalities took part by themselves and are not named: an indication, with unknown bias."),
    ),
    Origin(
        _("Names, addresses and kinds of public bodies"),
        "TOOI, Register van Overheidsorganisaties",
        "CC0 1.0 / EUPL-1.2",
        _("Some newly formed bodies may be missing."),
        "https://standaarden.overheid.nl/tooi",
    ),
    Origin(
        _("Inhabitants, urbanity and neighbours of municipalities"),
        "Centraal Bureau voor de Statistiek",
        "CC BY 4.0",
        _("The number of employees, and so the size class, is an estimate from the number of inhabitants."),
        "https://www.cbs.nl/",
    ),
    Origin(
        _("The map: one cell for each municipality"),
        "Olievlek",
        "EUPL-1.2",
        _("Places are approximate: neighbours lie together, sizes are equal on purpose."),
    ),
]
