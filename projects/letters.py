"""The message about a status report, to one person, sent once the change is committed."""

from __future__ import annotations

from functools import partial

from django.core.mail import EmailMessage
from django.urls import reverse

from accounts import mail
from projects.models import StatusReport
from projects.queries import writer_to_tell
from values import words


def tell_writer_after(report: StatusReport) -> None:
    """Write to the person who submitted a report that it has been returned, once that is
    committed."""
    page = reverse("projects:report_edit", args=[report.project.reference])
    mail.after_commit(partial(to_writer, report.pk), page)


def to_writer(report_id: int, link: str) -> EmailMessage | None:
    """The message to the person who submitted it; None when it is no longer returned, or they could
    not put it right now. Everything is read again."""
    related = ("project__scope", "returned_to", "returned_by")
    report = StatusReport.objects.select_related(*related).get(pk=report_id)
    person = writer_to_tell(report)
    if person is None:
        return None
    return mail.message(
        "report_returned",
        person.email,
        name=mail.in_one_line(person.name),
        project=mail.in_one_line(report.project.title),
        period=words.day(report.period_end),
        by=mail.in_one_line(str(report.returned_by)),
        reason=mail.in_one_line(report.return_reason),
        link=link,
    )
