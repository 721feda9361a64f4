"""The catalogue of leaks where a restricted paper could come out beside its own pages: in lists to
choose from, in the files of others, in names, in mail, and once it is released."""

from __future__ import annotations

import io

import pikepdf
import pytest
from django.test import Client
from pypdf import PdfReader

from audit.actions import edit_record
from people.choices import Role
from people.models import Account
from people.queries import office
from people.restricting import end_reader, name_reader, release
from records import blocks
from reports.models import Appendix, Paper, PaperSection
from tests import factories
from tests.accounts.signing_in import posted_mail
from tests.reports.leasing import DAY, FIRST, Lease
from tests.sweeps.pages import read
from values import clock

pytestmark = pytest.mark.django_db

SECRETS = ("Lease of the mill", "Overture", "Secretive", "Secret map", "PAP-0001")
BLOCKS = "\n\n".join(f"[{name}]" for name in blocks.BLOCKS)


@pytest.fixture
def manager(lease: Lease) -> Account:
    """Somebody who writes papers of the programme, and is no reader of this one."""
    scope = lease.paper.programme.scope
    return factories.account(factories.holder(Role.PROGRAMME_MANAGER, scope, "Mona Pryce"))


@pytest.fixture
def open_paper(lease: Lease) -> Paper:
    """Another paper of the same programme, with every block that tells of it."""
    paper = factories.paper("Progress", programme=lease.paper.programme)
    section = PaperSection.objects.get(paper=paper, key="information")
    edit_record(section, by=lease.keeper.person, body=BLOCKS)
    return paper


def secrets_in(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def everything_in(pdf: bytes) -> str:
    """What a PDF says and what it is made of: the words of its pages, its bookmarks, what it states
    of itself, and each object and stream, unpacked."""
    reader = PdfReader(io.BytesIO(pdf))
    found = [page.extract_text() for page in reader.pages]
    found += [str(reader.outline), str(reader.metadata), pdf.decode("latin-1")]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for made in opened.objects:
            found.append(repr(made))
            if isinstance(made, pikepdf.Stream):
                found.append(made.read_bytes().decode("latin-1"))
    return "\n".join(found)


# --- Lists to choose from ----------------------------------------------------------------------
def offered(account: Account, lease: Lease, *urls: str) -> list[str]:
    """All that the pages offer to choose from."""
    found = []
    for url in urls:
        answer = lease.get(account, url)
        assert answer.status_code == 200, url
        page = read(answer.content.decode())
        found += [choice.text for choice in page.all("option")]
        found += [e.attributes.get("value", "") for e in page.all("option", "input", "datalist")]
    return found


def test_catalogue_033_no_list_to_choose_from_offers_it(
    lease: Lease, manager: Account, open_paper: Paper
) -> None:
    """Nor who wrote in it, in the history of its programme."""
    section = PaperSection.objects.get(paper=lease.paper, key="information")
    edit_record(section, by=lease.lawyer.person, body="Secretive still.")
    programme = f"/programmes/{lease.paper.programme.reference}/"
    pages = [f"{programme}{kind}/add/" for kind in ("papers", "projects", "boards", "benefits")]
    pages += [f"/papers/{open_paper.reference}/{page}/" for page in ("edit", "restrict", "history")]
    theirs = offered(manager, lease, f"{programme}history/", *pages, "/activity/", "/papers/")
    assert secrets_in("\n".join(theirs)) == []
    assert len(theirs) > 100
    auditor = factories.account(factories.holder(Role.AUDITOR, office(), "Ann Bly"))
    assert "Lily Ford" not in offered(auditor, lease, f"{programme}history/")
    assert "Lily Ford" in offered(lease.keeper, lease, f"{lease.url}history/")


# --- Files and their names ---------------------------------------------------------------------
@pytest.mark.one_engine
def test_catalogue_037_the_pdf_of_another_paper_holds_nothing_of_it(
    lease: Lease, manager: Account, open_paper: Paper
) -> None:
    answer = lease.get(manager, f"/papers/{open_paper.reference}/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert secrets_in(everything_in(answer.content)) == []
    assert "Progress" in everything_in(answer.content)
    own = everything_in(lease.get(lease.keeper, "pdf/").content)
    assert secrets_in(own) == ["Lease of the mill", "Secretive", "Secret map", "PAP-0001"]


@pytest.mark.one_engine
def test_catalogue_038_no_name_of_a_file_says_what_is_in_it(lease: Lease, manager: Account) -> None:
    """A paper's file has its reference for a name; an appendix, which keeps the name that it was
    sent with, is answered to others as one that is not there."""
    appendix = Appendix.objects.get(paper=lease.paper)
    edit_record(appendix, by=lease.keeper.person, title="Map of the mill")
    pages = ("pdf/", "html/", f"appendices/{appendix.pk}/file/", "history/?format=csv")
    names, refused = {}, {}
    for page in pages:
        answer = lease.get(lease.keeper, page)
        list(answer) if answer.streaming else None
        names[page] = answer["Content-Disposition"]
        theirs, missing = lease.get(manager, page), lease.get(manager, f"/papers/PAP-9999/{page}")
        refused[page] = (theirs.status_code, set(theirs.headers) - set(missing.headers))
    assert names == {
        "pdf/": 'attachment; filename="PAP-0001.pdf"',
        "html/": 'attachment; filename="PAP-0001.html"',
        f"appendices/{appendix.pk}/file/": 'attachment; filename="letter.txt"',
        "history/?format=csv": 'attachment; filename="history.csv"',
    }
    assert refused == dict.fromkeys(pages, (404, set()))
    programme = f"/programmes/{lease.paper.programme.reference}/history/?format=csv"
    assert lease.get(manager, programme)["Content-Disposition"] == names["history/?format=csv"]


# --- What is released --------------------------------------------------------------------------
@pytest.mark.one_engine
def test_catalogue_039_what_was_taken_out_before_the_release_is_not_in_its_source(
    lease: Lease, manager: Account
) -> None:
    """Taken out of the text, not covered: neither the page nor a file holds it anywhere."""
    section = PaperSection.objects.get(paper=lease.paper, key="information")
    edit_record(section, by=lease.keeper.person, body="The lease is signed.")
    with clock.stopped_at(FIRST + 3 * DAY):
        release(lease.restriction, by=lease.lawyer.person, reason="Signed")
    with clock.stopped_at(FIRST + 4 * DAY):
        found = {page: lease.get(manager, page) for page in ("", "preview/", "html/", "pdf/")}
    sources = {page: answer.content.decode("latin-1") for page, answer in found.items()}
    sources["pdf/"] = everything_in(found["pdf/"].content)
    assert {answer.status_code for answer in found.values()} == {200}
    assert [page for page, source in sources.items() if "Secretive" in source] == []
    shown = [page for page, source in sources.items() if "The lease is signed." in source]
    assert shown == ["preview/", "html/", "pdf/"]


# --- What is sent ------------------------------------------------------------------------------
def test_catalogue_041_no_message_speaks_of_it(lease: Lease, manager: Account) -> None:
    """The messages that there are speak of somebody's own sign-in, or of a status report, which
    cannot be restricted (tests/projects/test_answering_pages.py). Naming a reader, releasing and
    writing send none."""
    reader = manager.person
    edit_record(reader, by=lease.keeper.person, email="mona@example.org")
    name_reader(lease.restriction, by=lease.keeper.person, person=reader, why="Owns the lease")
    release(lease.restriction, by=lease.lawyer.person, reason="The lease is signed.")
    assert posted_mail() == []
    Client().post("/forgotten-password/", {"sign_in_name": manager.sign_in_name})
    (letter,) = posted_mail()
    assert secrets_in(f"{letter.message()}") == []


# --- A link that is passed on ------------------------------------------------------------------
@pytest.mark.one_engine
def test_catalogue_047_a_preview_needs_a_sign_in_and_the_right(
    lease: Lease, manager: Account
) -> None:
    preview = f"{lease.url}preview/"
    assert lease.get(lease.lawyer, preview).status_code == 200
    nobody = Client().get(preview)
    assert (nobody.status_code, nobody["Location"]) == (302, f"/sign-in/?next={preview}")
    assert lease.get(manager, preview).status_code == 404
    named = name_reader(
        lease.restriction,
        by=lease.keeper.person,
        person=manager.person,
        why="Owns the lease",
        ends_on=clock.today(),
    )
    assert lease.get(manager, preview).status_code == 200
    with clock.stopped_at(FIRST + 3 * DAY):
        assert lease.get(manager, preview).status_code == 404
    end_reader(named, by=lease.keeper.person)
    assert lease.get(manager, preview).status_code == 404
