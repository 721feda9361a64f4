"""Moving a project to another programme."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people import policy
from people.choices import Act
from people.models import Person
from projects.actions import move_project
from projects.forms import MoveForm
from projects.models import Project
from projects.pages import ProjectPages
from records.views.acting import ActOn


class MoveProject(ActOn):
    """Whoever may create projects in both programmes moves it, with all that is part of it."""

    pages = ProjectPages()
    form_class = MoveForm
    heading = gettext_lazy("Move to another programme")
    label = gettext_lazy("Move the project")
    done = gettext_lazy("“%(title)s” has moved.")

    def permit(self, person: Person) -> None:
        if not policy.can(person, Act.CREATE_PROJECT, self.record.programme):
            raise PermissionDenied

    def text(self, person: Person) -> str:
        return _(
            "Its reports, milestones, registers and history go with it, and so does every project "
            "that is part of it. It leaves its category and the project that it is part of."
        )

    def form(self, person: Person, data: Any = None) -> MoveForm:
        return MoveForm(data, project=self.record, person=person)

    def act(self, by: Person, **typed: Any) -> Project:
        return move_project(self.record, by=by, **typed)
