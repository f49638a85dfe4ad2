"""The addresses of home in the access matrix."""

from tests.matrix.lines import Line, members, public

ARGUMENTS: dict[str, Line] = {
    "home:about": public(),
    "home:accessibility": public(),
    "home:origins": public(),
    "home:privacy": public(),
    "home:security": public(),
    "home:workplace": members(),
}
