"""What went to a committee, and never changes."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from people.models import Person, RestrictableModel
from reports.models.formats import FormatVersion
from reports.models.papers import Paper
from reports.querysets import PublicationQuerySet
from values.fields import LongTextField


class Publication(RestrictableModel):
    """A paper as it went to its committee: the text and the PDF that were made of it at one moment,
    which never change. A later correction is the next publication, and takes its place."""

    part_of = "paper"
    never_changes = (
        "paper", "number", "title", "moment", "format_version", "published_by", "correction",
        "digest", "tree_sha256", "tree_stored_as", "text_sha256", "text_stored_as", "pdf_sha256",
        "pdf_size", "pdf_stored_as", "word_sha256", "word_stored_as", "renderer",
    )  # fmt: skip
    untold = (
        "digest", "tree_sha256", "tree_stored_as", "text_sha256", "text_stored_as", "pdf_sha256",
        "pdf_size", "pdf_stored_as", "word_sha256", "word_stored_as", "renderer",
    )  # fmt: skip

    paper = models.ForeignKey(
        Paper, on_delete=models.PROTECT, related_name="publications", editable=False
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    title = models.CharField(_("title"), max_length=300, editable=False)
    moment = models.DateTimeField(_("published"), editable=False)
    format_version = models.ForeignKey(
        FormatVersion,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("version of its format"),
    )
    published_by = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("published by"),
    )
    correction = LongTextField(_("what is corrected"), blank=True, editable=False)
    digest = models.CharField(_("digest of the published version"), max_length=64, editable=False)
    tree_sha256 = models.CharField(
        _("fingerprint of the document tree (SHA-256)"), max_length=64, editable=False
    )
    tree_stored_as = models.CharField(
        _("place of the document tree in the store"), max_length=60, unique=True, editable=False
    )
    text_sha256 = models.CharField(
        _("fingerprint of the text (SHA-256)"), max_length=64, editable=False
    )
    text_stored_as = models.CharField(
        _("place of the text in the store"), max_length=60, unique=True, editable=False
    )
    pdf_sha256 = models.CharField(
        _("fingerprint of the PDF (SHA-256)"), max_length=64, editable=False
    )
    pdf_size = models.PositiveIntegerField(_("size of the PDF in bytes"), editable=False)
    pdf_stored_as = models.CharField(
        _("place of the PDF in the store"), max_length=60, unique=True, editable=False
    )
    word_sha256 = models.CharField(
        _("fingerprint of the Word file (SHA-256)"), max_length=64, blank=True, editable=False
    )
    word_stored_as = models.CharField(  # noqa: DJ001  only null may stand more than once
        _("place of the Word file in the store"),
        max_length=60,
        null=True,
        unique=True,
        editable=False,
    )
    renderer = LongTextField(_("what the PDF was made with"), editable=False)

    objects: ClassVar = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "number"],
                name="one_publication_of_a_number",
                violation_error_message=_(
                    "The paper has been published since you opened this page."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number=1, correction="") | Q(number__gt=1) & ~Q(correction=""),
                name="publication_after_the_first_puts_right",
                violation_error_message=_(
                    "Every publication but the first says what it puts right."
                ),
            ),
        ]

    def __str__(self) -> str:
        return gettext("Publication %(number)s") % {"number": self.number}
