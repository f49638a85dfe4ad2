"""Dutch sentences for made-up examples: our own frames and words, and sentences of the shipped content."""

import random
import re

BODIES = ["Gemeente", "Provincie", "Waterschap", "Omgevingsdienst", "Veiligheidsregio"]
BEGIN = [
    "Ooster", "Wester", "Noorder", "Zuider", "Nieuw", "Oud", "Hoog", "Laag", "Berken", "Eiken", "Elzen", "Linden",
    "Wilgen", "Kraaien", "Reiger", "Hazen",
]  # fmt: skip
END = [
    "dam", "dijk", "drecht", "hoven", "kerk", "land", "loo", "meer", "monde", "broek", "veld", "wijk", "zand", "rode",
    "stede", "water",
]  # fmt: skip
GIVEN = [
    "Aafke", "Bram", "Chaima", "Daan", "Esra", "Femke", "Gijs", "Hanna", "Ilias", "Joris", "Karima", "Lotte", "Mees",
    "Noor", "Otto", "Pien", "Ravi", "Sanne",
]  # fmt: skip
FAMILY = [
    "Bakker", "Visser", "Smit", "Mulder", "Yilmaz", "Dekker", "Bos", "Vos", "Kuipers", "Haan", "Groen", "Amrani",
    "Schaap", "Winter", "Kok", "Hoek",
]  # fmt: skip
JOBS = ["beleidsadviseur", "medewerker balie", "teamleider", "informatiemanager", "wijkregisseur", "inkoper", "jurist"]
WHO = [
    "inwoners", "ondernemers", "wijkteams", "vrijwilligers", "nieuwe medewerkers", "mantelzorgers", "jongeren",
    "huurders", "aannemers", "baliemedewerkers", "bezoekers", "scholen",
]  # fmt: skip
WHAT = [
    "een parkeervergunning", "de aanvraag voor bijstand", "een melding over afval", "de planning van het onderhoud",
    "het rijbewijs", "de brief over schulden", "een verhuizing", "de inkoop van vervoer", "het archief",
    "de omgevingsvergunning", "hulp in huis", "de subsidie voor buurten", "een bezwaar",
    "de wachttijd aan de telefoon", "het toezicht op bouwplaatsen",
]  # fmt: skip
TROUBLE = [
    "wachten weken op", "begrijpen weinig van", "bellen steeds over", "vullen twee keer hetzelfde in voor",
    "komen vergeefs voor", "krijgen tegenstrijdige brieven over", "weten de weg niet naar",
]  # fmt: skip
DONE = [
    "maakten we één formulier voor", "zetten we het overzicht online van", "spraken we elke week over",
    "schreven we de brieven opnieuw over", "lieten we een vast gezicht zorgen voor", "deelden we de gegevens van",
    "legden we alle stappen op tafel van",
]  # fmt: skip
HOW = [
    "samen met een buurgemeente", "met een klein team", "zonder nieuw systeem", "na een proef van drie maanden",
    "op verzoek van de raad", "met hulp van studenten", "in overleg met de ondernemingsraad",
]  # fmt: skip
BROUGHT = ["minder telefoontjes", "kortere wachttijd", "minder bezwaren", "meer tevreden bezoekers", "lagere kosten"]
NEEDLE = "kwartelvluchtheuvel"  # stands in one example of every world, and nowhere else


class Words:
    """Sentences drawn from one seed."""

    def __init__(self, draw: random.Random, shipped: list[str]) -> None:
        self.draw = draw
        self.shipped = [
            one.strip() for text in shipped for one in re.split(r"(?<=[.!?])\s+", text) if 30 < len(one) < 300
        ]

    def pick(self, words: list[str]) -> str:
        return self.draw.choice(words)

    def place(self) -> str:
        return self.pick(BEGIN) + self.pick(END)

    def person(self) -> str:
        return f"{self.pick(GIVEN)} {self.pick(FAMILY)}"

    def title(self) -> str:
        return f"{self.pick(WHAT)} {self.pick(HOW)}".capitalize()

    def problem(self) -> str:
        return f"{self.pick(WHO)} {self.pick(TROUBLE)} {self.pick(WHAT)}.".capitalize()

    def done(self) -> str:
        return f"{self.pick(HOW)} {self.pick(DONE)} {self.pick(WHAT)}.".capitalize()

    def text(self, sentences: int) -> str:
        """Some sentences: half of our frames, half of what shipped where there is any."""
        return " ".join(self._sentence() for _ in range(sentences))

    def _sentence(self) -> str:
        if self.shipped and self.draw.random() < 0.5:
            return self.pick(self.shipped)
        return self.problem() if self.draw.random() < 0.5 else self.done()
