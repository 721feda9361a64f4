"""Who does the work, and the work by category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from documents.content import LiveContent, TableContent
from documents.tree import Column, Table
from people.choices import Role
from people.seats import as_printed, holders, seats
from projects.blocks.reading import among, projects_of, which_projects
from projects.queries import ProjectRow, categories
from records.blocks import About, Block, Choices, One, Some
from values import words

ROLES = (Role.SPONSOR, Role.STEERING_GROUP, Role.PROJECT_LEAD, Role.TEAM_MEMBER)


class TeamChoices(Choices):
    projects = which_projects()
    roles = Some(
        gettext_lazy("Roles"),
        lambda about: [(role.value, role.label) for role in ROLES],
        initial=[Role.PROJECT_LEAD.value, Role.TEAM_MEMBER.value],
    )
    names = One(
        gettext_lazy("Names"),
        lambda about: [
            ("now", gettext_lazy("As people are called")),
            ("printed", gettext_lazy("As documents of the time print them, with their posts")),
        ],
    )


class Teams(Block):
    """Who leads each project, and who works on it. Anyone only suggested is marked as such."""

    name, label, form = "teams", gettext_lazy("Leads and teams"), TeamChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        keys = among(chosen, projects_of(about))
        shown = [project for project in projects_of(about) if project.id in keys]
        held = seats([project.scope_id for project in shown], about.moment)
        named = as_printed if chosen["names"] == "printed" else holders
        rows = tuple(
            (
                _numbered(project),
                *(
                    "; ".join(named(held.get(project.scope_id, []), role)) or words.NOTHING
                    for role in chosen["roles"]
                ),
            )
            for project in shown
        )
        columns = (
            Column(_("Project")),
            *(Column(str(Role(role).label)) for role in chosen["roles"]),
        )
        table = Table(caption=_("Leads and teams"), columns=columns, rows=rows)
        return TableContent(table, nil=_("The programme has no projects."))


class WorkstreamChoices(Choices):
    projects = which_projects()
    table = One(
        gettext_lazy("As"),
        lambda about: [
            ("projects", gettext_lazy("A row for each project, by category")),
            ("categories", gettext_lazy("A row for each category, with the number of projects")),
        ],
    )


class Workstreams(Block):
    """The projects or workstreams by category, with the number of each category."""

    name, label, form = "workstreams", gettext_lazy("Workstreams by category"), WorkstreamChoices

    def read(self, about: About, chosen: Mapping[str, Any]) -> LiveContent:
        keys = among(chosen, projects_of(about))
        titles: dict[int | None, str] = dict(categories(about.programme_ids, about.moment).items())
        titles[None] = ""
        found_in: dict[int | None, list[ProjectRow]] = {key: [] for key in titles}
        for project in projects_of(about):
            if project.id in keys:
                found_in[project.category_id].append(project)
        by_category = {titles[key]: found for key, found in found_in.items() if found}
        count = sum(len(found) for found in by_category.values())
        sentence = ngettext("%(count)d workstream", "%(count)d workstreams", count)
        if chosen["table"] == "categories":
            columns = (
                Column(_("Category")),
                Column(_("Number"), align="number"),
                Column(_("Workstreams")),
            )
            rows = tuple(
                (_category(name), str(len(found)), "; ".join(map(_numbered, found)))
                for name, found in by_category.items()
            )
            totals: tuple[tuple[str, ...], ...] = ((_("Total"), str(count), ""),)
        else:
            columns = (Column(_("Category")), Column(_("Number")), Column(_("Workstream")))
            rows = tuple(
                (f"{_category(name)} ({len(found)})", project.printed_number, project.title)
                for name, found in by_category.items()
                for project in found
            )
            totals = ()
        table = Table(
            caption=_("Workstreams by category"),
            columns=columns,
            rows=rows,
            totals=totals if rows else (),
            header_column=False,
            note=sentence % {"count": count},
        )
        return TableContent(table, nil=_("The programme has no projects."))


def _category(name: str) -> str:
    return name or _("Without a category")


def _numbered(project: ProjectRow) -> str:
    """14 Placements: with its printed number, where it has one."""
    return " ".join(filter(None, (project.printed_number, project.title)))
