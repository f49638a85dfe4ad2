"""Size classes and their borders."""

import pytest

from olievlek.organisations.sizes import size_class


@pytest.mark.parametrize(
    ("employees", "letter"),
    [(None, ""), (0, "D"), (399, "D"), (400, "C"), (699, "C"), (700, "B"), (1200, "B"), (1201, "A"), (19_000, "A")],
)
def test_a_number_on_the_border_has_one_class(employees: int | None, letter: str) -> None:
    assert size_class(employees) == letter
