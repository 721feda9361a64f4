"""Addresses of papers, and of what changed between two days."""

from django.urls import path

from accounts.requests.signed_in import verb
from records.views.history import RecordHistory
from records.views.records import AddRecord, attached_file_urls, part_urls, record_urls
from reports import deciding_pages, pages
from reports.views import (
    clearances,
    comparison,
    format_editor,
    formats,
    inserting,
    items,
    paper_lists,
    papers,
    publications,
    text_changes,
    writing,
)

app_name = "reports"

paper, clearance = pages.PaperPages(), pages.ClearancePages()
report_format, format_version = formats.ReportFormatPages(), formats.FormatVersionPages()

urlpatterns = [
    path(
        "programmes/<str:reference>/compare/",
        comparison.compare_programme,
        name="programme_compare",
    ),
    path("projects/<str:reference>/compare/", comparison.compare_project, name="project_compare"),
    path(
        "programmes/<str:reference>/papers/",
        paper_lists.ProgrammePaperList.as_view(),
        name="programme_papers",
    ),
    path("programmes/<str:parent>/papers/add/", AddRecord.as_view(pages=paper), name="paper_add"),
    path(
        "boards/<str:parent>/papers/add/",
        AddRecord.as_view(pages=pages.BoardsPaperPages()),
        name="board_paper_add",
    ),
    path("meetings/<str:reference>/papers/<str:paper>/table/", items.table, name="paper_table"),
    path("papers/", paper_lists.PaperList.as_view(), name="paper_list"),
    path(
        "boards/<str:reference>/papers/",
        paper_lists.BoardPaperList.as_view(),
        name="board_paper_list",
    ),
    path("papers/<str:reference>/", papers.paper_detail, name="paper_detail"),
    path("papers/<str:reference>/preview/", papers.paper_preview, name="paper_preview"),
    path("papers/<str:reference>/changes/", text_changes.paper_changes, name="paper_changes"),
    path("papers/<str:reference>/insert/", inserting.paper_insert, name="paper_insert"),
    path("papers/<str:reference>/figures/", inserting.paper_figure, name="paper_figure"),
    path("papers/<str:reference>/write/", writing.write_paper, name="paper_write"),
    path(
        "papers/<str:reference>/freeze/",
        verb(writing.FreezeFigures.as_view(pages=pages.PaperPages())),
        name="paper_freeze",
    ),
    path("papers/<str:reference>/pdf/", papers.paper_pdf, name="paper_pdf"),
    path(
        "papers/<str:reference>/header/",
        papers.FillHeader.as_view(pages=paper),
        name="paper_header",
    ),
    path("papers/<str:reference>/html/", papers.paper_html, name="paper_html"),
    path("papers/<str:reference>/word/", papers.paper_word, name="paper_word"),
    path(
        "papers/<str:reference>/publish/",
        publications.PublishPaper.as_view(pages=pages.PaperPages()),
        name="paper_publish",
    ),
    *[
        path(
            f"papers/<str:parent>/publications/<int:number>/{rest}",
            view.as_view(pages=pages.PublicationPages()),
            name=f"publication_{name}",
        )
        for name, rest, view in (
            ("detail", "", publications.PublicationDetail),
            ("pdf", "pdf/", publications.PublicationPdf),
            ("word", "word/", publications.PublicationWord),
            ("history", "history/", RecordHistory),
        )
    ],
    path(
        "papers/<str:parent>/restrict/",
        AddRecord.as_view(pages=pages.PaperRestrictionPages()),
        name="paper_restrict",
    ),
    path("formats/", formats.FormatList.as_view(), name="format_list"),
    path("formats/add/", AddRecord.as_view(pages=report_format), name="format_add"),
    path("formats/import/", formats.ImportFormat.as_view(), name="format_import"),
    path("formats/<str:reference>/", formats.format_detail, name="format_detail"),
    *record_urls("formats/", report_format),
    path(
        "formats/<str:parent>/versions/<int:pk>/file/",
        formats.FormatVersionFile.as_view(pages=format_version),
        name="format_version_file",
    ),
    *part_urls("formats/", "versions", format_version),
    *[
        path(
            f"formats/<str:parent>/versions/<int:pk>/{rest}",
            view.as_view(pages=format_version),
            name=f"format_{name}",
        )
        for name, rest, view in (
            ("version_detail", "", format_editor.FormatVersionDetail),
            ("values", "values/<slug:aspect>/", format_editor.EditValues),
            ("entry_add", "new/<slug:listing>/<slug:kind>/", format_editor.AddEntry),
            ("entry_edit", "entries/<slug:listing>/<slug:key>/", format_editor.EditEntry),
        )
    ],
    *[
        path(
            f"formats/<str:parent>/versions/<int:pk>/entries/<slug:listing>/<slug:key>/{rest}/",
            verb(view.as_view(pages=format_version)),
            name=f"format_entry_{name}",
        )
        for name, rest, view in (
            ("move", "move", format_editor.MoveEntry),
            ("leave_out", "leave-out", format_editor.LeaveEntryOut),
        )
    ],
    *record_urls("papers/", paper),
    *part_urls("papers/", "sections", pages.PaperSectionPages()),
    path(
        "papers/<str:parent>/sections/<int:pk>/move/",
        verb(writing.MoveSection.as_view(pages=pages.PaperSectionPages())),
        name="section_move",
    ),
    *part_urls("papers/", "recommendations", pages.RecommendationPages()),
    *part_urls("papers/", "clearances", clearance),
    path(
        "papers/<str:parent>/clearances/<int:pk>/give/",
        clearances.GiveClearance.as_view(pages=clearance),
        name="clearance_give",
    ),
    path(
        "papers/<str:parent>/clearances/<int:pk>/ask-again/",
        verb(clearances.AskAgain.as_view(pages=clearance)),
        name="clearance_ask_again",
    ),
    *part_urls("papers/", "background-papers", pages.BackgroundPaperPages()),
    *part_urls("decisions/", "papers", deciding_pages.DecisionPaperPages()),
    path(
        "papers/<str:parent>/decide/",
        AddRecord.as_view(pages=deciding_pages.PaperDecisionPages()),
        name="paper_decide",
    ),
    *part_urls("papers/", "annexes", pages.AnnexPages()),
    *attached_file_urls("papers/", "appendices", pages.AppendixPages()),
    *attached_file_urls("papers/", "pictures", pages.PicturePages()),
]
