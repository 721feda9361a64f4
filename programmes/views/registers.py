"""Lists of registers, and the addresses of their pages."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.requests.signed_in import SignedInRequest
from audit.queries.moments import as_recorded
from people import policy
from people.choices import Act, ScopeKind
from people.models import Person
from people.queries import office
from programmes.columns import CLOSING_REPORTS, LESSONS
from programmes.filters import ProgrammeWithinFilter, StandingFilter
from programmes.pages import ClosingReportPages, LessonPages, RegisterPages, find_scope
from programmes.queries import entries, scopes_within
from programmes.registers import plural_of
from records.pages.lists import ListPage
from records.pages.moments import AskedMoment, moment_asked
from records.pages.scopes import scope_url
from records.views.detail import RecordDetail
from records.views.records import AddRecord, record_urls
from values.fields import LongTextField


class RegisterList(ListPage):
    """A register: for everything that the person may see, or for one scope and what lies below
    it."""

    pages: ClassVar[RegisterPages]
    tab: ClassVar[str] = "registers"
    """Where it stands among the pages of a programme or a project."""
    detail: ClassVar[type[RecordDetail]] = RecordDetail
    none_yet = _("Entries are added in the registers of a programme, a project or a board.")
    filters = {"standing": StandingFilter(), "programme": ProgrammeWithinFilter("scope_id")}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """What follows from the kind: its noun, and the long texts among its columns."""
        meta = cls.pages.model._meta
        cls.model = cls.pages.model
        if "heading" not in vars(cls):
            cls.heading = plural_of(cls.model)
        texts = {f.name for f in meta.concrete_fields if isinstance(f, LongTextField)}
        cls.reads = [column.key for column in cls.columns if column.key in texts]
        super().__init_subclass__(**kwargs)

    def begin(self, request: SignedInRequest, keys: dict[str, Any]) -> None:
        reference, moment = keys.get("reference"), moment_asked(request).value
        self.of = find_scope(request.user.person, reference, moment) if reference else None

    def rows(self, person: Person, moment: datetime | None) -> QuerySet:
        scopes = scopes_within(self.of.pk, moment) if self.of else None
        return entries(self.model, person, moment, scopes)

    def count_words(self, count: int) -> str:
        meta = self.model._meta
        noun = str(meta.verbose_name if count == 1 else meta.verbose_name_plural)
        return _now("%(n)d %(noun)s") % {"n": count, "noun": noun}

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        """What is of no programme is added to the register of the office."""
        if asked.value or not policy.can(person, self.pages.act, self.of):
            return []
        name = f"{self.pages.namespace}:{self.pages.name}_add"
        of, label = self.of, self.pages.add_heading
        if of is None:
            of, label = office(), _now("%(add)s for the whole office") % {"add": label}
        return [(label, reverse(name, args=[of.reference]))]

    def context(self, person: Person, asked: AskedMoment) -> dict[str, Any]:
        if self.of is None:
            return {}
        of = as_recorded(self.of, asked.value)
        sees_now = not asked.value or policy.can(person, Act.SEE, self.of)
        return {
            "of": of,
            "tab": self.tab,
            "caption": of.title,
            "lists": [],
            "breadcrumbs": [(of.title, scope_url(self.of))],
            **asked.context(now_url="" if sees_now else reverse("home")),
        }


def register_urls(plural: str, of: type[RegisterList]) -> list[URLPattern]:
    """The addresses of a register: its lists and the pages of an entry."""
    pages, name = of.pages, of.pages.name
    add = AddRecord.as_view(pages=pages)
    detail = of.detail.as_view(pages=pages)
    return [
        path(f"{plural}/", of.as_view(), name=f"{name}_list"),
        path(f"{plural}/<str:reference>/", detail, name=f"{name}_detail"),
        *record_urls(f"{plural}/", pages),
        path(f"scopes/<str:reference>/{plural}/", of.as_view(), name=f"scope_{name}_list"),
        path(f"scopes/<str:parent>/{plural}/add/", add, name=f"{name}_add"),
    ]


class ClosingReportList(RegisterList):
    """How programmes and projects ended."""

    pages = ClosingReportPages()
    item = name = "closing_reports"
    columns = CLOSING_REPORTS
    none_yet = _("A programme or a project that ends says here what it leaves behind.")

    def links(self, person: Person, asked: AskedMoment) -> list[tuple[str, str]]:
        """Only what ends has one."""
        ends = (ScopeKind.PROGRAMME, ScopeKind.PROJECT)
        return super().links(person, asked) if self.of and self.of.kind in ends else []


class LessonList(RegisterList):
    """Lessons from everything that the person may see."""

    pages = LessonPages()
    item = name = tab = "lessons"
    columns = LESSONS
