"""What the forms of papers offer."""

from __future__ import annotations

import pytest
from django.test import Client

from audit.actions import archive_record, create_record
from people.choices import WardKind
from people.models import Ward
from reports.models import Paper
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.pages import read

pytestmark = pytest.mark.django_db


def test_wards_on_record_are_suggested_and_anything_may_be_typed(client: Client) -> None:
    keeper, by = factories.account(), factories.officer()
    create_record(Ward, by=by, name="Marl Hill", kind=WardKind.DIVISION)
    create_record(Ward, by=by, name="Ashmere", kind=WardKind.WARD)
    gone = create_record(Ward, by=by, name="Old Quay", kind=WardKind.WARD)
    archive_record(gone, by=by)
    paper = factories.paper()
    url = f"/papers/{paper.reference}/edit/"
    client.force_login(keeper)
    page = read(client.get(url).content.decode())
    (box,) = [
        box for box in page.all("input") if box.attributes.get("name") == "divisions_affected"
    ]
    lists = {found.attributes["id"]: found for found in page.all("datalist")}
    suggested = lists[box.attributes["list"]]
    assert [(option.attributes["value"], option.text) for option in suggested.all("option")] == [
        ("Ashmere", "Ward"),
        ("Marl Hill", "Electoral division"),
    ]
    typed = "Ashmere, and the market of Old Quay"
    assert Typist(client, url, keeper).send(divisions_affected=typed).status_code == 302
    assert Paper.objects.get().divisions_affected == typed
