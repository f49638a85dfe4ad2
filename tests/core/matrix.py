"""The addresses of core in the access matrix."""

from tests.matrix.lines import Line, public

ARGUMENTS: dict[str, Line] = {
    "core:fresh_key": public(),
    "core:gallery": public(),
    "home": public(),
    "robots_txt": public(),
    "security_txt": public(),
}
