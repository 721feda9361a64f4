"""The message about a report that is returned: to whom it goes, when, and what it says."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from allauth.core import context
from django.core.mail import EmailMessage
from django.test import RequestFactory

from audit.actions import archive_record, edit_record
from audit.errors import Refused
from audit.writing import audited
from people.actions import deactivate_person
from people.choices import Role
from people.models import Account, Appointment
from projects.actions import edit_project, return_report, submit_report
from projects.choices import ReportState
from tests import factories
from tests.accounts.signing_in import posted_mail
from tests.projects.conftest import WHY, Answering

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012"), pytest.mark.one_engine]


def leads_no_more(answering: Answering) -> None:
    seat = Appointment.objects.get(person=answering.team.ada.person)
    edit_record(seat, by=factories.officer(), ends_on=date(2012, 7, 3))


def is_stopped(answering: Answering) -> None:
    Account.objects.filter(pk=answering.team.ada.pk).update(is_active=False)


def has_no_password(answering: Answering) -> None:
    answering.team.ada.set_unusable_password()
    answering.team.ada.save()


def has_no_address(answering: Answering) -> None:
    edit_record(answering.team.ada.person, by=factories.officer(), email="")


def is_deactivated(answering: Answering) -> None:
    deactivate_person(person=answering.team.ada.person, by=factories.officer())


def submitted_anew(answering: Answering) -> None:
    submit_report(answering.fresh(), by=answering.team.ada.person, achieved="On Friday.")


def project_archived(answering: Answering) -> None:
    archive_record(answering.team.project, by=factories.officer())


CANNOT_ACT = [leads_no_more, is_stopped, has_no_password, has_no_address, is_deactivated]


class TestTheMessage:
    def letters(self, answering: Answering) -> list[EmailMessage]:
        answering.returned()
        return posted_mail()

    def test_says_what_who_why_and_where(self, answering: Answering) -> None:
        (letter,) = self.letters(answering)
        assert letter.to == ["ada@example.org"]
        assert letter.subject == "Returned to you: the status report of Libraries that lend tools"
        assert letter.body == (
            "Dear Ada Fenwick,\n\n"
            "Mary Quill has returned the status report of Libraries that lend tools for the period "
            "to 4 July 2012 in Mandate at Wolderby County Council:\n\n"
            f"{WHY}\n\n"
            "The report is a draft again, and the board does not see it until you submit it again. "
            "Put it right here:\n\n"
            f"http://testserver{answering.team.url}status/\n"
        )

    def test_goes_out_once(self, answering: Answering) -> None:
        answering.returned()
        version = str(answering.report.version)
        answering.send(answering.manager, "return", why=WHY, version=version)
        assert len(posted_mail()) == 1

    @pytest.mark.parametrize("happened", CANNOT_ACT)
    def test_goes_to_nobody_who_could_not_act_on_it(
        self, answering: Answering, happened: Callable[[Answering], object]
    ) -> None:
        happened(answering)
        said = answering.returned()
        assert "No message could be sent: tell Ada Fenwick yourself." in said
        assert posted_mail() == []

    @pytest.mark.parametrize("happened", [*CANNOT_ACT, submitted_anew, project_archived])
    def test_is_made_of_what_is_so_when_it_is_sent(
        self, answering: Answering, happened: Callable[[Answering], object]
    ) -> None:
        answering.is_committed = False
        answering.returned()
        happened(answering)
        (send,) = answering.waits
        send()
        assert posted_mail() == []

    @pytest.mark.parametrize("is_taken_back", [True, False])
    def test_goes_out_for_no_writing_that_is_taken_back(
        self, answering: Answering, is_taken_back: bool
    ) -> None:
        by = answering.manager.person
        asked = context.request_context(RequestFactory().get("/"))
        ends = pytest.raises(Refused) if is_taken_back else nullcontext()
        with asked, answering.commit(execute=True), ends, audited(by=by, reason="Both"):
            return_report(answering.report, by=by, why=WHY)
            if is_taken_back:
                raise Refused("Something else went wrong.")
        assert len(posted_mail()) == (0 if is_taken_back else 1)
        expected = ReportState.SUBMITTED if is_taken_back else ReportState.DRAFT
        assert answering.fresh().state == expected

    def test_is_no_matter_to_who_has_no_account(self, answering: Answering) -> None:
        lead = factories.holder(Role.PROJECT_LEAD, answering.team.project.scope, "Nora Bell")
        answering.report = factories.report(
            project=answering.team.project, by=lead, period_end=date(2012, 7, 5)
        )
        assert "No message could be sent: tell Nora Bell yourself." in answering.returned()
        assert posted_mail() == []

    def test_catalogue_080_carries_no_line_that_somebody_typed_into_a_name(
        self, answering: Answering
    ) -> None:
        by = factories.officer()
        edit_project(answering.team.project, by=by, title="Vans\r\nBcc: all@example.org")
        edit_record(answering.manager.person, by=by, name="<b>Mary</b>\nBcc: all@example.org")
        (letter,) = self.letters(answering)
        message = letter.message()
        assert letter.subject == "Returned to you: the status report of Vans Bcc: all@example.org"
        assert (message["Bcc"], letter.recipients()) == (None, ["ada@example.org"])
        assert message.get_content_type() == "text/plain"
        assert "<b>Mary</b> Bcc: all@example.org has returned" in str(letter.body)
        history = answering.page(answering.team.ada, f"{answering.url}history/")
        assert "&lt;b&gt;Mary&lt;/b&gt;" in history
        assert "<b>Mary" not in history
        assert [line for line in str(letter.body).splitlines() if line.startswith("Bcc")] == []

    def test_does_not_keep_a_report_from_being_returned_when_the_server_is_down(
        self, answering: Answering, settings: Any, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        answering.returned()
        assert posted_mail() == []
        assert "A message could not be sent: Returned to you" in caplog.text

    def test_is_a_file_in_the_demonstration(
        self, answering: Answering, settings: Any, tmp_path: Path
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
        settings.EMAIL_FILE_PATH = str(tmp_path)
        said = answering.returned()
        where = f"This demonstration sends no mail: the message is a file in {tmp_path}."
        assert where in said
        posted_mail()
        (file,) = tmp_path.iterdir()
        assert WHY in file.read_text()
