"""Packs: what a meeting is sent, as it was made and published."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from audit.models import TrackedModel
from governance.models import Board
from meetings.models import AgendaItem, Meeting
from packs.choices import PackItemState, PackKind
from packs.querysets import (
    PackItemQuerySet,
    PackPublicationQuerySet,
    PackQuerySet,
    PackVersionQuerySet,
    PublicBoardQuerySet,
)
from people.models import Account, Person, Restriction
from people.person_fields import person_field
from reports.models import Paper, Publication
from values.fields import LongTextField


class Pack(TrackedModel):
    """What the members of a board are sent before a meeting: its agenda with all papers, in
    versions."""

    part_of = "meeting"
    named_by = "reference"
    never_changes = ("meeting",)

    reference = models.CharField(_("reference"), max_length=20, unique=True, editable=False)
    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, related_name="pack", editable=False
    )

    objects: ClassVar = PackQuerySet.as_manager()

    class Meta:
        verbose_name = _("pack")

    def __str__(self) -> str:
        return self.reference


class PackVersion(TrackedModel):
    """A pack as it was made at one moment: a PDF for the public and, where that leaves something
    out, one for named readers. It never changes; a revised paper needs the next version."""

    part_of = "pack"
    named_by = "number"
    never_changes = (
        "pack", "number", "kind", "moment", "built_by", "title", "changes", "first_page",
        "last_page", "public_sha256", "public_size", "public_stored_as", "full_sha256", "full_size",
        "full_stored_as", "renderer",
    )  # fmt: skip
    untold = (
        "public_sha256", "public_size", "public_stored_as", "full_sha256", "full_size",
        "full_stored_as", "renderer",
    )  # fmt: skip

    pack = models.ForeignKey(
        Pack, on_delete=models.PROTECT, related_name="versions", editable=False
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    kind = models.CharField(_("kind"), max_length=20, choices=PackKind.choices, editable=False)
    moment = models.DateTimeField(_("made"), editable=False)
    built_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("made for"),
    )
    title = models.CharField(_("title"), max_length=400, editable=False)
    changes = LongTextField(
        _("what has changed"), blank=True, editable=False, help_text=_("A sentence a line.")
    )
    first_page = models.PositiveIntegerField(_("first page"), editable=False)
    last_page = models.PositiveIntegerField(_("last page"), editable=False)
    public_sha256 = models.CharField(
        _("fingerprint of the public pack (SHA-256)"), max_length=64, editable=False
    )
    public_size = models.PositiveIntegerField(_("size of the public pack"), editable=False)
    public_stored_as = models.CharField(
        _("place of the public pack in the store"), max_length=60, unique=True, editable=False
    )
    full_sha256 = models.CharField(
        _("fingerprint of the full pack (SHA-256)"), max_length=64, blank=True, editable=False
    )
    full_size = models.PositiveIntegerField(_("size of the full pack"), default=0, editable=False)
    full_stored_as = models.CharField(  # noqa: DJ001  only null may stand more than once
        _("place of the full pack in the store"),
        max_length=60,
        null=True,
        unique=True,
        editable=False,
    )
    renderer = LongTextField(_("what the PDF was made with"), editable=False)

    objects: ClassVar = PackVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a pack")
        verbose_name_plural = _("versions of a pack")
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "number"],
                name="one_version_of_a_number",
                violation_error_message=_("Another version of the pack has just been made."),
            ),
            models.CheckConstraint(
                condition=Q(last_page__gte=F("first_page")), name="pack_has_a_page"
            ),
            models.CheckConstraint(
                condition=Q(full_stored_as__isnull=True, full_sha256="", full_size=0)
                | Q(full_stored_as__isnull=False) & ~Q(full_sha256="") & Q(full_size__gt=0),
                name="full_pack_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Version %(number)s") % {"number": self.number}


class PackItem(TrackedModel):
    """What a version of a pack says of one item of the agenda, or of one of its papers: its text
    and pages, or why there are none. What is restricted stays with its readers, also after its
    paper has been released."""

    part_of = "pack_version"
    restricted_by = "restriction"
    never_changes = (
        "pack_version", "item", "position", "number", "title", "public_title", "state", "paper",
        "publication", "digest", "first_page", "last_page", "reasons", "fault", "text_sha256",
        "text_stored_as", "words", "restriction",
    )  # fmt: skip
    untold = ("digest", "text_sha256", "text_stored_as")

    pack_version = models.ForeignKey(
        PackVersion, on_delete=models.PROTECT, related_name="items", editable=False
    )
    item = models.ForeignKey(
        AgendaItem,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("agenda item"),
    )
    position = models.PositiveIntegerField(_("order"), editable=False)
    number = models.CharField(_("number on the agenda"), max_length=20, editable=False)
    title = models.CharField(_("title"), max_length=300, editable=False)
    public_title = models.CharField(_("title for the public"), max_length=300, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=PackItemState.choices, editable=False
    )
    paper = models.ForeignKey(
        Paper,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("paper"),
    )
    publication = models.ForeignKey(
        Publication,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("publication"),
    )
    digest = models.CharField(_("digest of what it prints"), max_length=64, editable=False)
    first_page = models.PositiveIntegerField(_("first page"), null=True, editable=False)
    last_page = models.PositiveIntegerField(_("last page"), null=True, editable=False)
    reasons = LongTextField(
        _("why it is not for the public"),
        blank=True,
        editable=False,
        help_text=_("A sentence a line."),
    )
    fault = LongTextField(_("why it could not be printed"), blank=True, editable=False)
    text_sha256 = models.CharField(
        _("fingerprint of the text (SHA-256)"), max_length=64, blank=True, editable=False
    )
    text_stored_as = models.CharField(
        _("place of the text in the store"), max_length=60, blank=True, editable=False
    )
    words = models.PositiveIntegerField(_("words"), default=0, editable=False)
    restriction = models.ForeignKey(
        Restriction,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("restriction"),
    )

    objects: ClassVar = PackItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a pack")
        verbose_name_plural = _("items of a pack")
        constraints = [
            models.UniqueConstraint(
                fields=["pack_version", "position"],
                name="one_item_of_a_pack_at_a_place",
                violation_error_message=_("The pack already has an item at this place."),
            ),
            models.CheckConstraint(
                condition=Q(first_page__isnull=True, last_page__isnull=True)
                | Q(first_page__isnull=False, last_page__gte=F("first_page")),
                name="pages_of_a_pack_item_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PackPublication(TrackedModel):
    """A version of a pack goes out: who published it, when, and why so late."""

    part_of = "pack_version"
    named_by = "moment"
    never_changes = ("pack_version", "moment", "published_by", "late_reason", "consented_by")

    pack_version = models.OneToOneField(
        PackVersion, on_delete=models.PROTECT, related_name="publication", editable=False
    )
    moment = models.DateTimeField(_("published"), editable=False)
    published_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("published by"),
    )
    late_reason = LongTextField(_("why it is late"), blank=True, editable=False)
    consented_by = person_field(_("agreed by the chair"), editable=False, blank=False)

    objects: ClassVar = PackPublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication of a pack")
        verbose_name_plural = _("publications of packs")
        constraints = [
            models.CheckConstraint(
                condition=Q(late_reason="", consented_by__isnull=True)
                | ~Q(late_reason="") & Q(consented_by__isnull=False),
                name="late_pack_says_why_and_who_agreed",
                violation_error_message=_("A late pack says why it is late and who agreed."),
            )
        ]

    def __str__(self) -> str:
        return gettext("Published")


class PublicBoard(TrackedModel):
    """Whether anyone may read, without signing in, what is published for a board."""

    part_of = "board"
    named_by = "is_public"
    never_changes = ("board",)

    board = models.OneToOneField(
        Board, on_delete=models.PROTECT, related_name="public_page", editable=False
    )
    is_public = models.BooleanField(
        _("anyone may read the board’s published packs, decisions and minutes"), default=False
    )

    objects: ClassVar = PublicBoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("public page of a board")
        verbose_name_plural = _("public pages of boards")

    def __str__(self) -> str:
        return gettext("Public page")


class PackReading(models.Model):
    """That somebody opened an item of a pack. Private: it tells them what has changed since, and
    nobody else reads it."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="pack_readings")
    item = models.ForeignKey(PackItem, on_delete=models.CASCADE, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name = _("reading of a pack")
        constraints = [
            models.UniqueConstraint(fields=["account", "item"], name="one_reading_of_a_pack_item")
        ]

    def __str__(self) -> str:
        return str(self.item_id)
