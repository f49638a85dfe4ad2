"""Numbers stand in a text as the spreadsheet shows them."""

import pytest

from olievlek.office_files.spreadsheets.formats import shown

ACCOUNTING = '_ [$€-413] * #,##0.00_ ;_ [$€-413] * -#,##0.00_ ;_ [$€-413] * "-"??_ ;_ @_ '


@pytest.mark.parametrize(
    ("value", "code", "told"),
    [
        (0.125, "0%", "13%"),
        (0.145, "0%", "15%"),
        (-0.001, "0", "0"),
        (1234.5, ACCOUNTING, "€ 1.234,50"),
        (0, ACCOUNTING, "€ -"),
        (-12, '"€" #,##0.00_);("€" #,##0.00)', "(€ 12,00)"),
        (0, '0;-0;"geen"', "geen"),
        (0, "0;-0;;@", ""),
        (-5, "0;@", "-5"),
        (1, '"Ja";"Nee";"Nee"', "Ja"),
        (0, '"Ja";"Nee";"Nee"', "Nee"),
        (1, '[=1]"Ja";[=0]"Nee"', "Ja"),
        (0, '[=1]"Ja";[=0]"Nee"', "Nee"),
        (7, '[=1]"Ja";[=0]"Nee"', "7"),
        (1500, '[>=1000]0.0,"k";0', "1,5k"),
        (20, '[>=1000]0.0,"k";0', "20"),
        (1_500_000, '0.0,,"M"', "1,5M"),
        (5, 'General" stuks"', "5 stuks"),
        (612345678, "00-00000000", "06-12345678"),
        (1234567, "# ##0", "1234 567"),
        (0.5, "#.00", ",50"),
        (1.5, "[h]:mm", "36:00"),
        (1.5, "[h]:mm:ss", "36:00:00"),
        (30 / 1440, "mm:ss", "30:00"),
        (45352.5, "dd-mm-yyyy h:mm", "01-03-2024 12:00"),
        (45352, "mmmm yyyy", "maart 2024"),
        (45352, "[$-413]d mmmm yyyy;@", "1 maart 2024"),
    ],
)
def test_a_number_is_told_as_the_sheet_shows_it(value: float, code: str, told: str) -> None:
    assert shown(value, code) == told
