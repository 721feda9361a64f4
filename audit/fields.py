"""Kinds of value that the history must be able to say in words."""

from django.db import models


class PenceField(models.BigIntegerField):
    """Money as a whole number of pence: exact on both engines, summed by the database."""


class LongTextField(models.TextField):
    """Text of paragraphs."""
