"""What the lists of benefits and of savings show of each."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from benefits.choices import BenefitKind
from projects.columns import programme_column
from records.columns import Column, Kind

PAGE = ("benefits:programme_benefits", "programme_reference")
PROJECT = Column("project_title", _("Project"), filters=True)

BENEFITS = (
    Column("title", _("Benefit"), page=PAGE, filters=True),
    programme_column(),
    PROJECT,
    Column("kind", _("Kind"), choices=BenefitKind, filters=True, totals=True),
    Column("owner_name", _("Owner"), filters=True),
    Column("expected_on", _("Expected"), Kind.DAY),
)

SAVINGS = (
    Column("title", _("Savings line"), page=PAGE, filters=True),
    programme_column(),
    PROJECT,
    Column("period", _("Over")),
    Column("required_pence", _("Required"), Kind.MONEY, totals=True),
    Column("achieved_pence", _("Achieved"), Kind.MONEY, totals=True),
    Column("identified_pence", _("Identified"), Kind.MONEY, totals=True),
    Column("to_find_pence", _("Still to find"), Kind.MONEY, totals=True),
)
