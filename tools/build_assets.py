"""Make `build/static/core/`: one stylesheet and two fonts, from npm packages and our own theme; and `build/lists/`.

    python tools/build_assets.py --install      the packages of package-lock.json into build/node_modules/
    python tools/build_assets.py                the stylesheet, the fonts and the list of free mail hosts

The stylesheet holds, in this order: the design tokens that are used (of some 2,800), the NL Design System components of
`package.json`, the theme of core (`src/olievlek/core/theme/*.css`, by name) and a `theme.css` of any other room.
What comes out is generated and holds third-party work: it is never committed.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
MODULES = BUILD / "node_modules"
SOURCE = ROOT / "src" / "olievlek"
OUT = BUILD / "static" / "core"
LISTS = BUILD / "lists"
TOKENS = "@nl-design-system-unstable/voorbeeld-design-tokens"
FONTS = {"bricolage": "bricolage-grotesque", "figtree": "figtree"}
STRING_OR_COMMENT = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|/\*.*?\*/""", re.S)


def main() -> None:
    """Write the stylesheet and the fonts; fail with a plain sentence when npm has not run."""
    if not MODULES.is_dir():
        sys.exit("build/node_modules is missing: `make setup` installs it.")
    components = [mend(minify(path.read_text())) for path in component_files()]
    theme = [minify(path.read_text()) for path in theme_files()]
    tokens = used_tokens("".join(components + theme))
    (OUT / "fonts").mkdir(parents=True, exist_ok=True)
    css = "".join([":root{" + ";".join(f"{name}:{value}" for name, value in tokens.items()) + "}", *components, *theme])
    (OUT / "olievlek.css").write_text(css)
    for short, package in FONTS.items():
        font = MODULES / "@fontsource-variable" / package / "files" / f"{package}-latin-wght-normal.woff2"
        shutil.copy(font, OUT / "fonts" / f"{short}.woff2")
    write_mail_hosts()
    print(f"build/static/core/olievlek.css: {len(css) // 1000} kB, {len(tokens)} tokens, {len(components)} components")


def write_mail_hosts() -> None:
    """Hosts where anyone can have an address, one on a line, for `olievlek.organisations.hosts`."""
    hosts = json.loads((MODULES / "free-email-domains" / "domains.json").read_text())
    LISTS.mkdir(parents=True, exist_ok=True)
    (LISTS / "free_mail_hosts.txt").write_text("".join(f"{host.lower()}\n" for host in sorted(set(hosts))))


def mend(css: str) -> str:
    """The text area turns red before anybody typed (`:invalid`); its siblings wait for a person (`:user-invalid`)."""
    return css.replace("textarea:invalid", "textarea:user-invalid")


def install() -> None:
    """`npm ci` in build/, with the Node beside this Python, or else the one on the PATH."""
    BUILD.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(ROOT / name, BUILD / name)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    npm = shutil.which("npm", path=path)
    if not npm:
        sys.exit("There is no npm: `uv sync --group assets` brings one, or install Node.")
    quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run([npm, "ci", *quiet], cwd=BUILD, env={**os.environ, "PATH": path}, check=False)
    if done.returncode:
        sys.exit("npm could not install the packages of package-lock.json; its message stands above.")


def component_files() -> list[Path]:
    """The stylesheet of every NL Design System package that package.json names."""
    names = json.loads((ROOT / "package.json").read_text())["dependencies"]
    utrecht = [MODULES / name / "dist" / "index.css" for name in names if name.startswith("@utrecht/")]
    candidate = [
        MODULES / name / "dist" / f"{name.split('/')[1].removesuffix('-css')}.css"
        for name in names
        if name.startswith("@nl-design-system-candidate/")
    ]
    return utrecht + candidate


def theme_files() -> list[Path]:
    """Our own rules: those of core first, then what a room adds for its own pages."""
    return sorted((SOURCE / "core" / "theme").glob("*.css")) + sorted(SOURCE.glob("*/theme.css"))


def used_tokens(css: str) -> dict[str, str]:
    """The tokens that `css` uses, and those that they use in turn, in the order of the package."""
    text = minify((MODULES / TOKENS / "dist" / "theme.css").read_text())
    tokens = dict(re.findall(r"(--[\w-]+):([^;}]+)", text))
    todo, keep = references(css), set[str]()
    while todo:
        token = todo.pop()
        if token in tokens and token not in keep:
            keep.add(token)
            todo |= references(tokens[token])
    return {name: value for name, value in tokens.items() if name in keep}


def references(css: str) -> set[str]:
    """The names of custom properties that are read in `css`."""
    return set(re.findall(r"var\(\s*(--[\w-]+)", css))


def minify(css: str) -> str:
    """`css` without comments and needless space; strings stay as they are, and so does the space before a colon."""
    strings: list[str] = []

    def hold(found: re.Match[str]) -> str:
        if found[1] is None:
            return " "
        strings.append(found[1])
        return f'"{len(strings) - 1}"'

    css = STRING_OR_COMMENT.sub(hold, css.removeprefix("\ufeff"))
    css = re.sub(r'@charset "\d+";', "", re.sub(r"\s+", " ", css))
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    css = re.sub(r":\s+", ":", css).replace(";}", "}").strip()
    return re.sub(r'"(\d+)"', lambda found: strings[int(found[1])], css)


if __name__ == "__main__":
    install() if "--install" in sys.argv[1:] else main()
