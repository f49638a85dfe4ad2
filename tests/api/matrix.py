"""The addresses of api in the access matrix."""

from tests.matrix.lines import Line, asking, public

ARGUMENTS: dict[str, Line] = {
    "api:alive": public(),
    "api:api-root": public(),
    "api:health": public(),
    "api:openapi-json": public(),
    "api:search": public(asking("?query=pasfoto")),
}
