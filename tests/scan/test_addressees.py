"""The box with people to invite understands what people paste."""

import pytest

from olievlek.scan.addressees import AddresseesError, doubles, read
from olievlek.surveys.actions.starting import Invited

NOOR, SEM, LEV = "noor.visser@dam.example", "sem.bakker@dam.example", "lev.smit@dam.example"
OUTLOOK = f"Visser, Noor <{NOOR}>; Sem Bakker <{SEM}>; {LEV}"


def told(text: str, *departments: str) -> list[tuple[str, str]]:
    return [(one.email, one.name) for one in read(text, departments)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (OUTLOOK, ("Noor Visser", "Sem Bakker", "")),
        (f"{OUTLOOK};", ("Noor Visser", "Sem Bakker", "")),
        (f"Noor Visser <{NOOR}>, Sem Bakker <{SEM}>, {LEV}", ("Noor Visser", "Sem Bakker", "")),
        (f'"Visser, Noor" <{NOOR}>, "Bakker, Sem" <{SEM}>, {LEV},', ("Noor Visser", "Sem Bakker", "")),
        (f"'Noor Visser' <{NOOR}>;'Sem Bakker' <{SEM}>;<{LEV}>", ("Noor Visser", "Sem Bakker", "")),
        (f"Noor Visser ({NOOR}); Sem Bakker ({SEM}); ({LEV})", ("Noor Visser", "Sem Bakker", "")),
        (f"Noor Visser ({NOOR}), Sem Bakker ({SEM}), {LEV}", ("Noor Visser", "Sem Bakker", "")),
        (f"{NOOR} (Noor Visser); {SEM} (Sem Bakker)\n{LEV}", ("Noor Visser", "Sem Bakker", "")),
        (f"{NOOR}, {SEM}, {LEV}", ("", "", "")),
        (f"{NOOR} {SEM} {LEV}", ("", "", "")),
        (f"{NOOR}\t{SEM}\t{LEV}\t", ("", "", "")),
        (f"{NOOR}\r\n\r\n{SEM}\r\n;\r\n{LEV}", ("", "", "")),
        (f"mailto:{NOOR}; <mailto:{SEM}>; [{LEV}]", ("", "", "")),
        (f"Noor Visser [{NOOR}]; Sem Bakker [mailto:{SEM}]; {LEV}", ("Noor Visser", "Sem Bakker", "")),
        (f"Noor Visser\t{NOOR}\nSem Bakker\t{SEM}\n\t{LEV}", ("Noor Visser", "Sem Bakker", "")),
        (f"- {NOOR}\n• {SEM}\n* {LEV}.", ("", "", "")),
        (f"{NOOR} <{NOOR}>; {SEM} <{SEM}>; {LEV} <{LEV}>", ("", "", "")),
        (f"Noor Visser\u200b <{NOOR.upper()}>；Sem\u00a0Bakker <{SEM}>；{LEV}", ("Noor Visser", "Sem Bakker", "")),
        (f"Jansen-de Vries, Zoë <{NOOR}>; Anne d’Hont <{SEM}>; {LEV}", ("Zoë Jansen-de Vries", "Anne d’Hont", "")),
    ],
)
def test_names_and_several_addresses_on_a_line_are_taken_apart(typed: str, names: tuple[str, ...]) -> None:
    assert told(typed) == list(zip((NOOR, SEM, LEV), names, strict=True))


@pytest.mark.parametrize(
    "typed",
    [
        f"{NOOR}; uitvoering; Zorg",
        f"Noor Visser <{NOOR}>; uitvoering; Zorg",
        f"Noor Visser\t{NOOR}\tUitvoering\tZorg",
        f"{NOOR},uitvoering,Zorg",
        f"{NOOR} ; practice ; Zorg ;",
    ],
)
def test_layer_and_department_stand_behind_an_address(typed: str) -> None:
    (one,) = read(typed, ["Zorg"])
    assert (one.email, one.layer, one.department) == (NOOR, "practice", "Zorg")


def test_a_department_without_a_layer_and_layers_of_two_on_a_line() -> None:
    assert read(f"{NOOR};;Zorg", ["Zorg"]) == [Invited(NOOR, "", "Zorg")]
    assert [one.layer for one in read(f"{NOOR}; uitvoering; Sem Bakker <{SEM}>; management", [])] == [
        "practice", "management",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("geen adres", 'Regel 1: in "geen adres" staat geen e-mailadres'),
        (f"{NOOR}\nsem@dam", 'Regel 2: "sem@dam" is geen heel adres'),
        ("noor@ dam.example", 'Regel 1: "noor@ dam.example" is geen heel adres'),
        ("noor@@dam.example", 'Regel 1: "noor@@dam.example" is geen heel adres'),
        (f"{NOOR}; Sem Bakker; {LEV}", 'Regel 1: "Sem Bakker" is geen adres en geen laag'),
        (f"{NOOR}; uitvoering; Elders", 'Regel 1: noem het deel "Elders"'),
        (f"{NOOR}; fout.adres@; {LEV}", 'Regel 1: "fout.adres@" is geen heel adres.'),
        (f"{NOOR} en nog iemand", 'Regel 1: "en nog iemand" is geen adres en geen laag'),
    ],
)
def test_what_is_wrong_is_named_with_how_to_mend_it(typed: str, said: str) -> None:
    with pytest.raises(AddresseesError) as caught:
        read(typed, [])
    assert said in str(caught.value)


def test_every_problem_is_told_at_once_up_to_five() -> None:
    with pytest.raises(AddresseesError) as caught:
        read("\n".join(f"fout {number}" for number in range(8)), [])
    assert len(caught.value.problems) == 5


@pytest.mark.parametrize(
    "name", ["http://boos.example", "Klik hier: boos.example/x", "x" * 61, "R2D2 7", "boos.example", "<b>Noor</b>"]
)
def test_what_is_no_name_is_not_put_in_a_mail(name: str) -> None:
    assert read(f"{name} <{NOOR}>", [])[0].name in ("", "Noor")


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("noor@x.nl (Noor Visser), sem@x.nl (Sem)", ("Noor Visser", "Sem")),
        ("noor@x.nl (Noor), Bakker, Sem <sem@x.nl>; lev@x.nl", ("Noor", "Sem Bakker", "")),
        ("To: Noor <noor@x.nl>; Cc: Sem <sem@x.nl>", ("Noor", "Sem")),
        ("Aan: noor@x.nl", ("",)),
        ("noor@x.nl en sem@x.nl", ("", "")),
        ("Team Zeist: noor@x.nl, sem@x.nl;", ("", "")),
        ("Noor: noor@x.nl", ("Noor",)),
    ],
)
def test_nobody_is_greeted_with_the_name_of_another(typed: str, names: tuple[str, ...]) -> None:
    assert tuple(one.name for one in read(typed, [])) == names


def test_doubles_are_counted_by_mailbox() -> None:
    assert doubles(read(f"{NOOR}, {NOOR.upper()}, noor.visser+scan@dam.example, {SEM}", [])) == 2
