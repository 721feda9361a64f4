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
    "benefits",
    "governance",
    "reports",
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


def faults(root: Path, outside_rooms: dict[str, tuple[int, str]]) -> list[str]:
    """What breaks the two rules, in sentences: imports go left between apps, and down inside one.

    `outside_rooms` places the modules that are not rooms: `{"values.words": (VALUES, "why")}`.
    """
    found = set()
    for app in APPS:
        for file in sorted((root / app).rglob("*.py")):
            name = _second_part(file.relative_to(root / app))
            layer = _layer(app, name, outside_rooms)
            if layer is None:
                found.add(f"{app}/{name} stands in no room: give it a place in OUTSIDE_ROOMS")
                continue
            for reference in references(file, root):
                found |= set(_faults_of(reference, app, layer, root, outside_rooms))
    return sorted(found)


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


def unused_places(root: Path, outside_rooms: dict[str, tuple[int, str]]) -> list[str]:
    """Modules that have a place and do not exist."""
    return sorted(name for name in outside_rooms if not _module_exists(root, *name.split(".")))


def _faults_of(
    reference: Reference,
    app: str,
    layer: int,
    root: Path,
    outside_rooms: dict[str, tuple[int, str]],
) -> Iterator[str]:
    other, *rest = reference.target.split(".")
    where = f"{reference.file}:{reference.line} refers to {reference.target}"
    if APPS.index(other) > APPS.index(app):
        yield f"{where}, to the right of {app}"
    elif rest and _module_exists(root, other, rest[0]):
        above = _layer(other, rest[0], outside_rooms)
        if above is not None and above > layer:
            yield f"{where}, which is upward"


def _layer(app: str, name: str, outside_rooms: dict[str, tuple[int, str]]) -> int | None:
    for place in (f"{app}.{name}", f"{app}.*"):
        if place in outside_rooms:
            return outside_rooms[place][0]
    return ROOMS.get(name)


def _second_part(path: Path) -> str:
    return path.parts[0].removesuffix(".py")


def _module_exists(root: Path, app: str, name: str) -> bool:
    folder = root / app
    return name == "*" or (folder / f"{name}.py").exists() or (folder / name).is_dir()


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
