"""The records of papers and of report formats."""

from reports.models.annexes import Annex, Appendix, BackgroundPaper
from reports.models.decided import DecisionPaper
from reports.models.formats import FormatVersion, ReportFormat
from reports.models.items import ItemPaper
from reports.models.papers import (
    SERVED,
    Clearance,
    Paper,
    PaperProgramme,
    PaperSection,
    PaperValue,
    Recommendation,
)
from reports.models.pictures import PaperPicture
from reports.models.publications import Publication

__all__ = [
    "SERVED",
    "Annex",
    "Appendix",
    "BackgroundPaper",
    "Clearance",
    "DecisionPaper",
    "FormatVersion",
    "ItemPaper",
    "Paper",
    "PaperPicture",
    "PaperProgramme",
    "PaperSection",
    "PaperValue",
    "Publication",
    "Recommendation",
    "ReportFormat",
]
