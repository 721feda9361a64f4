"""What is kept for a while and is not a record: typed text, receipts of forms, counts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class WorkingCopy(models.Model):
    """What somebody has typed into a form and not saved yet. Private, not tracked."""

    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="working_copies"
    )
    form = models.CharField(max_length=200)
    fields = models.JSONField(default=dict)
    base_version = models.PositiveIntegerField(default=0)
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("working copy")
        constraints = [
            models.UniqueConstraint(fields=["account", "form"], name="one_working_copy_per_form")
        ]

    def __str__(self) -> str:
        return self.form


class SentForm(models.Model):
    """A form that was sent and acted on, so that sending it twice acts once."""

    key = models.UUIDField(primary_key=True)
    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="sent_forms"
    )
    answered_with = models.CharField(max_length=300)
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = _("sent form")

    def __str__(self) -> str:
        return str(self.key)


class CachedValue(models.Model):
    """A value that all workers of the site must share for a while, such as how often somebody
    guessed a password. Django's cache reads and writes it (`CACHES`)."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("cached value")

    def __str__(self) -> str:
        return self.cache_key


class KeptForm(models.Model):
    """A form that somebody sent after their sign-in had ended, kept until they sign in again: an
    hour at most. Only the browser that sent it has the number that finds and opens it."""

    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="kept_forms"
    )
    browser = models.CharField(max_length=64)
    path = models.CharField(max_length=180)
    sealed = models.TextField()
    kept_at = models.DateTimeField()

    class Meta:
        verbose_name = _("kept form")
        constraints = [
            models.UniqueConstraint(fields=["browser", "path"], name="one_kept_form_per_page")
        ]

    def __str__(self) -> str:
        return self.path
