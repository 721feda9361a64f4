"""Portfolios, programmes and what belongs to them, and lists of registers."""

from programmes.views.brief import PriorityDetail, PriorityList, programme_brief
from programmes.views.charts import chart_file
from programmes.views.documents import DocumentList
from programmes.views.programmes import (
    ListOfProgramme,
    PortfolioList,
    portfolio_detail,
    programme_detail,
)
from programmes.views.registers import ClosingReportList, LessonList, RegisterList, register_urls

__all__ = [
    "ClosingReportList",
    "DocumentList",
    "LessonList",
    "ListOfProgramme",
    "PortfolioList",
    "PriorityDetail",
    "PriorityList",
    "RegisterList",
    "chart_file",
    "portfolio_detail",
    "programme_brief",
    "programme_detail",
    "register_urls",
]
