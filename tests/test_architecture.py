"""The house rules that a machine can hold."""

import ast
import re
import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db.models import Model
from django.template import engines
from django.template.loader import get_template
from django.urls import URLPattern, URLResolver, get_resolver

from olievlek.core import slots
from olievlek.core.privacy import declarations
from olievlek.moderation import subjects

ROOT = Path(settings.ROOT)
PACKAGE = ROOT / "src" / "olievlek"
TESTS = ROOT / "tests"


def floors() -> dict[str, int]:
    """Room to floor, 0 is the top, read from the contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = contracts[0]["layers"]
    return {name.strip(" ()"): number for number, layer in enumerate(layers) for name in layer.split("|")}


def room_of(module: str) -> str:
    return module.removeprefix("olievlek.").split(".")[0]


def own_models() -> list[type[Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("olievlek.")]


def test_every_room_stands_in_the_contract_without_parentheses() -> None:
    written = (ROOT / "pyproject.toml").read_text()
    for room in (path.parent.name for path in PACKAGE.glob("*/apps.py")):
        assert room in floors(), f"{room} stands on no floor"
        assert f"({room})" not in written, f"take {room} out of its parentheses"


def test_every_room_says_in_which_order_its_own_files_stand() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    inside = {one["containers"][0].removeprefix("olievlek."): one for one in contracts[1:]}
    assert set(inside) == {path.parent.name for path in PACKAGE.glob("*/apps.py")}
    assert all(one["exhaustive"] for one in inside.values())


def imports(tree: ast.AST, modules: Collection[str]) -> set[str]:
    """The modules of ours that a file imports, also inside its functions."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                whole = f"{node.module}.{name.name}"
                found.add(whole if whole in modules else node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found & set(modules)


def in_circles(graph: Mapping[str, set[str]]) -> set[str]:
    """What is left when everything that leads nowhere, or that nothing leads to, is taken away."""
    left = {name: set(others) - {name} for name, others in graph.items()}
    while True:
        led_to = {other for others in left.values() for other in others}
        gone = {name for name, others in left.items() if name not in led_to or not others & left.keys()}
        if not gone:
            return set(left)
        left = {name: others - gone for name, others in left.items() if name not in gone}


def test_no_modules_import_each_other_also_not_inside_functions() -> None:
    paths = {
        ".".join(("olievlek", *path.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): path
        for path in PACKAGE.rglob("*.py")
    }
    graph = {name: imports(ast.parse(path.read_text()), paths) for name, path in paths.items()}
    assert sum(map(len, graph.values())) > 1_000
    assert not in_circles(graph)


def test_a_circle_is_seen() -> None:
    """Control: a circle stays, what leads to it and away from it does not."""
    assert in_circles({"a": {"b"}, "b": {"c"}, "c": {"b", "d"}, "d": set()}) == {"b", "c"}
    inside = ast.parse("def later() -> None:\n    from olievlek.core import text\n")
    assert imports(inside, {"olievlek.core.text"}) == {"olievlek.core.text"}


def test_relations_point_down_also_as_text() -> None:
    floor = floors()
    wrong = []
    for model in own_models():
        for field in model._meta.get_fields():
            other = getattr(field, "related_model", None)
            if other is None or field.auto_created or not other.__module__.startswith("olievlek."):
                continue
            if other._meta.label == settings.AUTH_USER_MODEL or room_of(other.__module__) == room_of(model.__module__):
                continue
            if floor[room_of(other.__module__)] <= floor[room_of(model.__module__)]:
                wrong.append(f"{model._meta.label}.{field.name} -> {other._meta.label}")
    assert not wrong


def namespace_rooms() -> dict[str, str]:
    """Url namespace to the room that owns it."""
    return {
        resolver.namespace: room_of(resolver.urlconf_name.__name__)
        for resolver in url_resolvers(get_resolver())
        if resolver.namespace and hasattr(resolver.urlconf_name, "__name__")
    }


def url_resolvers(resolver: URLResolver) -> list[URLResolver]:
    found = []
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            found += [one, *url_resolvers(one)]
    return found


def url_patterns(resolver: URLResolver) -> list[URLPattern]:
    found = []
    for one in resolver.url_patterns:
        found += url_patterns(one) if isinstance(one, URLResolver) else [one]
    return found


def test_addresses_in_templates_point_down() -> None:
    floor, rooms = floors(), namespace_rooms()
    wrong = []
    for path in PACKAGE.glob("*/templates/**/*.html"):
        room = path.relative_to(PACKAGE).parts[0]
        for namespace in re.findall(r"""{%\s*url\s+["'](\w+):""", path.read_text()):
            other = rooms.get(namespace, namespace)
            if other != room and floor[other] <= floor[room]:
                wrong.append(f"{path.relative_to(PACKAGE)} -> {namespace}")
    assert not wrong


def test_every_slot_filling_resolves() -> None:
    for filling in slots.every_filling():
        assert get_template(filling.template)


def shown_slots() -> dict[str, set[str]]:
    """Each slot to the rooms whose templates show it."""
    shown: dict[str, set[str]] = {}
    for path in PACKAGE.glob("*/templates/**/*.html"):
        for name in re.findall(r"""{%\s*slot\s+["']([\w.]+)["']""", path.read_text()):
            shown.setdefault(name, set()).add(path.relative_to(PACKAGE).parts[0])
    return shown


def declared_slots() -> dict[str, str]:
    """Each slot to the room that declares it."""
    return {
        argument.value: path.parent.name
        for path in PACKAGE.glob("*/apps.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "slots.declare"
        for argument in call.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def nouns_shown_by(room: str) -> set[str]:
    """The words that a slot of a room may begin with: the room, a noun of it, or a page of it."""
    nouns = {model._meta.model_name or "" for model in own_models() if room_of(model.__module__) == room}
    pages = {path.stem.strip("_") for path in PACKAGE.glob(f"{room}/templates/{room}/*.html")}
    return {room, room.removesuffix("s"), *nouns, *pages}


def test_a_slot_is_declared_by_the_room_that_shows_it() -> None:
    """A higher room may show it too."""
    floor, shown = floors(), shown_slots()
    assert set(declared_slots()) == slots.declared() == set(shown)
    for name, owner in declared_slots().items():
        assert owner in shown[name], f"{name}: no page of {owner} shows it"
        assert not {room for room in shown[name] - {owner} if floor[room] >= floor[owner]}, name


def test_a_slot_is_named_after_what_it_is_a_place_for() -> None:
    words = {name: name.split(".")[0].removeprefix("my_") for name in slots.declared()}
    assert not {name for name, room in declared_slots().items() if words[name] not in nouns_shown_by(room)}


def test_a_slot_is_filled_by_its_own_room_or_a_higher_one() -> None:
    """A name of a slot in a lower room would be an import that points up, as text."""
    floor, owners = floors(), declared_slots()
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        for node in ast.walk(ast.parse(path.read_text())):
            owner = owners.get(node.value) if isinstance(node, ast.Constant) and isinstance(node.value, str) else None
            if owner is not None and owner != room and floor.get(room, 0) >= floor[owner]:
                wrong.append(f"{path.relative_to(PACKAGE)} fills a slot of {owner}")
    assert not wrong


def test_nothing_is_put_in_a_slot_that_no_room_declares() -> None:
    with pytest.raises(ImproperlyConfigured):
        slots.register("nowhere.at_all", template="core/_head.html")
    assert {filling.slot for filling in slots.every_filling()} <= slots.declared()


def test_every_field_says_what_it_holds_about_people() -> None:
    problems = []
    for model in apps.get_models():
        wanted = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}
        said = [name for declaration in declarations(model) for name in declaration.fields]
        if set(said) != wanted or len(said) != len(set(said)):
            problems.append(f"{model._meta.label}: {sorted(wanted ^ set(said))}")
    assert not problems


def test_personal_fields_name_a_basis_and_a_term() -> None:
    for model in apps.get_models():
        for one in declarations(model):
            assert not one.pii or (one.basis and one.retention and one.purpose and one.what), model._meta.label


def test_every_view_carries_a_mark() -> None:
    unmarked = [
        str(pattern.pattern)
        for pattern in url_patterns(get_resolver())
        if not hasattr(pattern.callback, "access") and not str(pattern.callback.__module__).startswith("ninja")
    ]
    assert not unmarked


@pytest.mark.both
@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


BANNED = r"mark_safe|\.extra\(|RawSQL|post_save|pre_save|pre_delete|post_delete"
ALLOWED = {"core/markup.py"}


def test_no_signals_and_no_unsafe_markup() -> None:
    wrong = [
        f"{path.relative_to(PACKAGE)}: {match}"
        for path in PACKAGE.rglob("*.py")
        if str(path.relative_to(PACKAGE)) not in ALLOWED
        for match in re.findall(BANNED, path.read_text())
    ]
    assert not wrong


def test_a_form_that_was_sent_with_nothing_in_it_is_still_judged() -> None:
    """With `request.POST or None` it counts as not sent: the page would answer 200 and say nothing.

    `core.views.posted` is the one way to say it.
    """
    home = PACKAGE / "core/views.py"
    asked = re.compile(r"\.(?:POST|FILES) (?:or|if .* else) None")
    wrong = [str(path.relative_to(PACKAGE)) for path in PACKAGE.rglob("*.py") if asked.search(path.read_text())]
    assert wrong == [str(home.relative_to(PACKAGE))]


def test_templates_hold_no_script_no_style_and_nothing_unescaped() -> None:
    banned = re.compile(r"\sstyle=|<style|<script(?![^>]*\bsrc=)|\shx-on|\son[a-z]+=|\|safe\b|autoescape off")
    wrong = [
        f"{path.relative_to(PACKAGE)}: {found.group(0)}"
        for path in PACKAGE.glob("*/templates/**/*.html")
        if (found := banned.search(path.read_text()))
    ]
    assert not wrong


def test_no_key_is_written_as_an_amount() -> None:
    """`{{ one.pk }}` becomes "1.187" in Dutch, and then no address, script or label finds it."""
    key = re.compile(r"""\{\{\s*[\w.]*\.(?:pk|id|start_index)\s*\}\}|with [a-z]+=[\w.]+\.pk\s""")
    wrong = [
        f"{path.relative_to(PACKAGE)}: {found.group(0)}"
        for path in PACKAGE.glob("*/templates/**/*.html")
        if (found := key.search(path.read_text()))
    ]
    assert not wrong


INCLUDE = re.compile(r'{% include "([^"]+)"([^%]*)%}')


def sends(name: str) -> bool:
    """Whether a form stands in this template, or in what it includes with all it knows."""
    text = get_template(name).template.source  # type: ignore[attr-defined]  # a Django template
    around = [found for found, rest in INCLUDE.findall(text) if not rest.rstrip().endswith("only")]
    return "{% csrf_token %}" in text or any(sends(one) for one in around if one != name)


def test_a_form_in_an_included_template_gets_its_token() -> None:
    """`only` leaves the token out too; the test client does not look at it, a browser is sent away."""
    wrong = [
        f"{path.relative_to(PACKAGE)}: {name}"
        for path in PACKAGE.rglob("*.html")
        for name, rest in INCLUDE.findall(path.read_text())
        if rest.rstrip().endswith("only") and "csrf_token=csrf_token" not in rest and sends(name)
    ]
    assert not wrong


def test_templates_stay_short() -> None:
    long = {
        str(path.relative_to(PACKAGE)): lines
        for path in PACKAGE.glob("*/templates/**/*.html")
        if (lines := len(path.read_text().splitlines())) > 80
    }
    assert not long


def test_files_and_functions_stay_short() -> None:
    problems = []
    for path in PACKAGE.rglob("*.py"):
        if "migrations" in path.parts:
            continue
        text = path.read_text()
        if len(text.splitlines()) > 400:
            problems.append(f"{path.relative_to(PACKAGE)}: file")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 60:
                problems.append(f"{path.relative_to(PACKAGE)}: {node.name}")
    assert not problems


def test_settings_stay_within_three_hundred_lines() -> None:
    assert len((PACKAGE / "settings.py").read_text().splitlines()) <= 300


def test_no_file_has_a_name_that_says_nothing() -> None:
    empty_names = {"utils.py", "helpers.py", "services.py", "managers.py", "misc.py", "common.py"}
    assert not [path for path in PACKAGE.rglob("*.py") if path.name in empty_names]


def test_every_template_parses() -> None:
    for path in PACKAGE.glob("*/templates/**/*.html"):
        engines["django"].from_string(path.read_text())


def test_every_room_says_in_a_docstring_what_it_is() -> None:
    for path in PACKAGE.glob("*/__init__.py"):
        if (path.parent / "apps.py").exists():
            assert ast.get_docstring(ast.parse(path.read_text())), path.parent.name


def test_no_view_is_a_class_and_no_form_takes_all_fields() -> None:
    for path in PACKAGE.rglob("*.py"):
        assert '__all__"' not in path.read_text().replace("'", '"') or path.name == "__init__.py", path
    for pattern in url_patterns(get_resolver()):
        assert not hasattr(pattern.callback, "view_class"), pattern


def functions_of_tests(text: str) -> list[ast.FunctionDef]:
    return [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    ]


def test_the_name_of_a_test_is_a_sentence_that_fits_a_line() -> None:
    names = [test.name for path in TESTS.rglob("test_*.py") for test in functions_of_tests(path.read_text())]
    assert len(names) > 1000
    assert not [name for name in names if len(name) > 80]


BESIDE = re.compile(r"content|headers|Location|context|json\(|text\(|count\(|exists\(|\[['\"]")  # more than a status


def asks_only_a_status(test: ast.FunctionDef) -> bool:
    """A page that answers 200 or 404 may still say the wrong thing, or have done something."""
    asked = [ast.unparse(node.test) for node in ast.walk(test) if isinstance(node, ast.Assert)]
    others = [ast.unparse(item) for node in ast.walk(test) if isinstance(node, ast.With) for item in node.items]
    called = [ast.unparse(node.func) for node in ast.walk(test) if isinstance(node, ast.Call)]
    if any("raises" in one or "num_queries" in one for one in others) or any("assert_" in one for one in called):
        return False
    return bool(asked) and all("status_code" in one and not BESIDE.search(one) for one in asked)


def test_a_test_asks_what_a_page_says_and_not_only_its_status() -> None:
    poor = functions_of_tests("def test_x():\n    assert client.get('/').status_code == 404\n")[0]
    rich = functions_of_tests(
        "def test_x():\n    assert client.get('/').status_code == 404\n    assert not Task.objects.all()\n"
    )[0]
    assert (asks_only_a_status(poor), asks_only_a_status(rich)) == (True, False)
    texts = {path.name: path.read_text() for path in TESTS.rglob("test_*.py")}
    every = [(name, test) for name, text in texts.items() for test in functions_of_tests(text)]
    found = [f"{name}: {test.name}" for name, test in every if asks_only_a_status(test)]
    assert not found, "say what the page tells, or what did not happen (tests/answers.py: not_here)"


def test_makers_hear_of_everything_that_is_hidden() -> None:
    """A room has a verb for its own noun; only `moderation` calls it, because that tells the makers."""
    verbs = {one.hide.__name__ for one in subjects.every() if one.hide} | {
        one.unhide.__name__ for one in subjects.every() if one.unhide
    }
    assert len(verbs) >= 8
    wrong = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in PACKAGE.rglob("*.py")
        if path.relative_to(PACKAGE).parts[0] not in {"moderation", "timeline"}
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in verbs
        and ast.unparse(node.func.value) not in {"moderation", "hiding"}
    ]
    assert not wrong, "hide and show again with `moderation.actions`"
