"""Reads who refers to whom, from the source, without running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

APPS = (
    "values",
    "audit",
    "documents",
    "uploads",
    "people",
    "accounts",
    "records",
    "jobs",
    "directory",
    "programmes",
    "projects",
    "money",
    "benefits",
    "registers",
    "governance",
    "meetings",
    "reporting",
    "reports",
    "packs",
    "dashboards",
    "config",
)

VALUES, RECORDS, ACTS, INPUT, PAGES, WIRING = range(6)
ROOMS = {
    "__init__": VALUES,
    "choices": VALUES,
    "lifecycle": VALUES,
    "querysets": RECORDS,
    "models": RECORDS,
    "policy": RECORDS,
    "queries": ACTS,
    "actions": ACTS,
    "comparison": ACTS,
    "columns": ACTS,
    "letters": ACTS,
    "checks": ACTS,
    "fields": INPUT,
    "forms": INPUT,
    "filters": INPUT,
    "blocks": ACTS,
    "pages": PAGES,
    "views": PAGES,
    "urls": PAGES,
    "context": PAGES,
    "middleware": PAGES,
    "templatetags": PAGES,
    "apps": WIRING,
    "management": WIRING,
    "migrations": WIRING,
}

OF_ONE_ROOM = {"values": VALUES, "documents": VALUES, "uploads": ACTS}
"""Apps that are one room: kinds of value; content in and a document out; files before any record
names them."""

# Calls whose arguments name an app or a module.
NAMING_CALLS = {
    "__import__",
    "get_app_config",
    "get_model",
    "get_registered_model",
    "import_module",
    "import_string",
}


@dataclass(frozen=True)
class Reference:
    """One place in a file that names a module of ours, such as `people.models.Person`."""

    file: str
    line: int
    target: str


def references(file: Path, root: Path) -> list[Reference]:
    """Every reference of a file to an app: imports wherever they stand, and strings that name a
    module or a model."""
    module = file.relative_to(root).with_suffix("").parts
    package = module[:-1]
    found = []
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        for target in _targets(node, package):
            if target.split(".")[0] in APPS:
                line = getattr(node, "lineno", 0)
                found.append(Reference(file.relative_to(root).as_posix(), line, target))
    return sorted(found, key=lambda r: (r.file, r.line, r.target))


def faults(root: Path) -> list[str]:
    """What breaks the two rules, in sentences: imports go left between apps, and down inside one
    and across them."""
    files = _files(root)
    named = {name: [r for f in found for r in references(f, root)] for name, found in files.items()}
    layers = _layers(files, named)
    return sorted({
        fault
        for name, found in named.items()
        for reference in found
        for fault in _faults_of(reference, name[0], layers[name], layers)
    })  # fmt: skip


Module = tuple[str, str]
"""An app, and a module or a folder right below it."""


def _layers(
    files: dict[Module, list[Path]], named: dict[Module, list[Reference]]
) -> dict[Module, int]:
    """How high each module stands: a room where it is named, and any other module, such as
    `people/seats.py`, as high as the highest that it refers to. What reads the database stands no
    lower than the records."""
    fixed = {name: room for name in files if (room := _room(*name)) is not None}
    layers = {name: fixed.get(name, _floor(found)) for name, found in files.items()}
    is_settled = False
    while not is_settled:
        is_settled = True
        for name in files.keys() - fixed.keys():
            above = [layers[t] for r in named[name] if (t := _module_of(r.target)) in layers]
            highest = max([layers[name], *above])
            is_settled = is_settled and highest == layers[name]
            layers[name] = highest
    return layers


def _room(app: str, name: str) -> int | None:
    return OF_ONE_ROOM.get(app, ROOMS.get(name))


def _floor(files: list[Path]) -> int:
    text = "".join(file.read_text(encoding="utf-8") for file in files)
    return RECORDS if re.search(r"^\s*(from|import) django\.db\b", text, re.MULTILINE) else VALUES


def _module_of(target: str) -> Module | None:
    app, *rest = target.split(".")
    return (app, rest[0]) if rest else None


def _files(root: Path) -> dict[Module, list[Path]]:
    """The files of each module, in order."""
    found: dict[Module, list[Path]] = {}
    for app in APPS:
        for file in sorted((root / app).rglob("*.py")):
            name = (app, _second_part(file.relative_to(root / app)))
            found.setdefault(name, []).append(file)
    return found


ASKED = {"HttpRequest", "QueryDict"}
"""What a form or an action may read; anything else of Django's HTTP is an answer."""


def answers_below_the_pages(root: Path) -> list[str]:
    """Modules of a room below the pages that answer in HTTP, in sentences."""
    found = []
    for (app, name), files in _files(root).items():
        if (room := _room(app, name)) is None or room >= PAGES:
            continue
        for file in files:
            where = file.relative_to(root).as_posix()
            tree = ast.parse(file.read_text(encoding="utf-8"))
            names = {name for node in ast.walk(tree) for name in _targets(node, ())}
            found += [f"{where} answers with {name}" for name in sorted(names) if _answers(name)]
    return found


def _answers(name: str) -> bool:
    module, _, last = name.rpartition(".")
    return name.startswith(("django.http", "django.shortcuts")) and (
        module != "django.http" or last not in ASKED
    )


def addresses_to_the_right(root: Path) -> list[str]:
    """Templates of an app that name an address of an app to its right, in sentences."""
    found = []
    for app in APPS:
        folder = root / "templates" / {"accounts": "account"}.get(app, app)
        right = APPS[APPS.index(app) + 1 :]
        for file in sorted(folder.rglob("*.html")):
            named = re.findall(r"['\"](\w+):\w+['\"]", file.read_text(encoding="utf-8"))
            where = file.relative_to(root).as_posix()
            found += [f"{where} names an address of {other}" for other in named if other in right]
    return found


def _faults_of(
    reference: Reference, app: str, layer: int, layers: dict[Module, int]
) -> Iterator[str]:
    module = _module_of(reference.target)
    other = reference.target.split(".")[0]
    where = f"{reference.file}:{reference.line} refers to {reference.target}"
    if APPS.index(other) > APPS.index(app):
        yield f"{where}, to the right of {app}"
    elif module in layers and layers[module] > layer:
        yield f"{where}, which is upward"


def _second_part(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def _targets(node: ast.AST, package: Sequence[str]) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        start = ".".join(_absolute(node, package))
        yield from (f"{start}.{alias.name}".removesuffix(".*") for alias in node.names)
    elif isinstance(node, ast.Call):
        yield from _named_in_call(node, package)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.fullmatch(rf"({'|'.join(APPS)})(\.\w+)+", node.value):
            yield node.value
        elif re.fullmatch(rf"({'|'.join(APPS)}):\w+", node.value):
            yield node.value.replace(":", ".")
    elif isinstance(node, ast.Tuple):
        yield from _migration_dependency(node)


def _absolute(node: ast.ImportFrom, package: Sequence[str]) -> list[str]:
    above = list(package[: len(package) - node.level + 1]) if node.level else []
    return above + (node.module.split(".") if node.module else [])


def _named_in_call(node: ast.Call, package: Sequence[str]) -> Iterator[str]:
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    if name not in NAMING_CALLS:
        return
    for value in [*node.args[:1], *(k.value for k in node.keywords)]:
        if isinstance(value, ast.Constant) and isinstance(value.value, str):
            named = value.value
            yield ".".join(package) + named if named.startswith(".") else named


def _migration_dependency(node: ast.Tuple) -> Iterator[str]:
    values = [e.value for e in node.elts if isinstance(e, ast.Constant)]
    if len(values) == 2 and re.fullmatch(r"\d{4}_\w+|__first__|__latest__", str(values[1])):
        yield str(values[0])
