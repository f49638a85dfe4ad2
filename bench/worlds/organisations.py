"""Organisations: as many as the size asks for, beside those that shipped."""

from bench.worlds import World, chunks
from bench.worlds.words import BODIES, Words

from olievlek.organisations.models import Organisation
from olievlek.organisations.models.organisation import Kind

KINDS = [Kind.MUNICIPALITY, Kind.PROVINCE, Kind.WATER_BOARD, Kind.ENVIRONMENT_AGENCY, Kind.SAFETY_REGION]
PROVINCES = ["Drenthe", "Flevoland", "Gelderland", "Limburg", "Overijssel", "Utrecht", "Zeeland"]


def fill(world: World) -> None:
    words, draw = Words(world.draw, []), world.draw
    there = Organisation.objects.bodies().count()

    def rows() -> "list[Organisation]":
        made = []
        for number in range(there, world.size.organisations):
            kind = draw.choices(range(len(KINDS)), [12, 1, 2, 2, 1])[0]
            place = f"{words.place()} {number}"
            made.append(
                Organisation(
                    code=f"OL-w{number}", slug=f"w{number}-{place.lower().replace(' ', '-')}",
                    name=f"{BODIES[kind]} {place}", short_name=place, kind=KINDS[kind], province=draw.choice(PROVINCES),
                    latitude=round(draw.uniform(51.0, 53.3), 4), longitude=round(draw.uniform(4.0, 7.0), 4),
                    population=draw.randint(8_000, 400_000), size_class=draw.choice("ABC"),
                )
            )  # fmt: skip
        return made

    for chunk in chunks(iter(rows())):
        Organisation.objects.bulk_create(chunk)
    world.organisations = list(Organisation.objects.bodies().order_by("pk").values_list("pk", flat=True))
