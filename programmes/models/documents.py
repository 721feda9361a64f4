"""Documents and their versions."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.models import AttachedFile, Scope
from programmes.choices import DocumentKind, DocumentState
from programmes.querysets import DocumentVersionQuerySet
from programmes.registers import RegisterEntry
from values.fields import LongTextField, PartialDateField, not_before


class Document(RegisterEntry):
    """A document that a programme, a project or a board keeps, such as its initiation document: who
    owns it, what came after it. What it says stands in its versions."""

    series = "DOC"
    closed_states = (DocumentState.SUPERSEDED, DocumentState.WITHDRAWN)

    kind = models.CharField(
        _("kind"), max_length=20, choices=DocumentKind.choices, default=DocumentKind.OTHER
    )
    covers_from = PartialDateField(
        _("covers from"), null=True, blank=True, help_text=_("The time it is for, such as 2019.")
    )
    covers_to = PartialDateField(_("covers to"), null=True, blank=True)
    due_on = PartialDateField(_("next version due"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=DocumentState.choices, default=DocumentState.DRAFT
    )
    superseded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="supersedes",
        verbose_name=_("superseded by"),
        help_text=_("Another document, which took its place."),
    )

    class Meta:
        verbose_name = _("document")
        constraints = [
            models.CheckConstraint(
                condition=Q(superseded_by=None) | Q(state=DocumentState.SUPERSEDED),
                name="superseded_document_says_so",
                violation_error_message=_(
                    "A document that another superseded is in the state “Superseded”."
                ),
            ),
            models.CheckConstraint(
                condition=not_before("covers_to", "covers_from"),
                name="document_covers_in_order",
                violation_error_message=_("It cannot cover time that ends before it begins."),
            ),
        ]


class DocumentVersion(AttachedFile):
    """A version of a document: its date, what it reflects, and its file or where it stands. One
    whose text is lost has neither."""

    part_of = "document"

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, related_name="versions", editable=False
    )
    title = models.CharField(
        _("version"),
        max_length=60,
        help_text=_("As the document calls it, such as 2.0 or Draft 3."),
    )
    dated_on = PartialDateField(_("date"), null=True, blank=True, is_fact=True)
    reflects = LongTextField(
        _("what it reflects"), blank=True, help_text=_("What changed, and because of what.")
    )
    prepared_from = LongTextField(
        _("prepared from"), blank=True, help_text=_("Whose comments and papers went into it.")
    )
    approved_by = models.ForeignKey(
        Scope,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="approved_versions",
        verbose_name=_("approved by"),
        help_text=_("The board or committee that approved it."),
    )
    approved_on = PartialDateField(_("approved on"), null=True, blank=True, is_fact=True)
    link = models.URLField(
        _("link"),
        max_length=500,
        blank=True,
        help_text=_("Where it stands, if it is no file here."),
    )
    file_name = models.CharField(_("file"), max_length=120, blank=True, default="", editable=False)
    content_type = models.CharField(
        _("kind of file"), max_length=100, blank=True, default="", editable=False
    )
    size = models.PositiveIntegerField(  # type: ignore[assignment]  # it may have none
        _("size in bytes"), null=True, editable=False
    )
    sha256 = models.CharField(
        _("fingerprint (SHA-256)"), max_length=64, blank=True, default="", editable=False
    )
    stored_as = models.CharField(  # type: ignore[assignment]  # noqa: DJ001  as above
        _("place in the store"), max_length=60, unique=True, null=True, editable=False
    )

    objects: ClassVar[Any] = DocumentVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a document")
        verbose_name_plural = _("versions of a document")
        constraints = [
            models.UniqueConstraint(
                fields=["document", "title"],
                condition=Q(is_archived=False),
                name="a_version_once_in_a_document",
                violation_error_message=_("This document already has a version of that name."),
            ),
            models.CheckConstraint(
                condition=Q(link="") | Q(stored_as=None),
                name="version_is_a_file_or_a_link",
                violation_error_message=_("Choose a file or give a link, not both."),
            ),
        ]
