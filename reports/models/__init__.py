"""The records of papers and of report formats."""

from reports.models.annexes import Annex, Appendix
from reports.models.formats import FormatVersion, ReportFormat
from reports.models.papers import (
    SERVED,
    BackgroundPaper,
    Clearance,
    Paper,
    PaperProgramme,
    PaperSection,
    PaperValue,
    Recommendation,
)
from reports.models.publications import Publication

__all__ = [
    "SERVED",
    "Annex",
    "Appendix",
    "BackgroundPaper",
    "Clearance",
    "FormatVersion",
    "Paper",
    "PaperProgramme",
    "PaperSection",
    "PaperValue",
    "Publication",
    "Recommendation",
    "ReportFormat",
]
