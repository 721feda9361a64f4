"""Change requests: those who keep the register move them, a decision alone settles them."""

from __future__ import annotations

import pytest

from audit.errors import Refused
from registers.actions.changes import decide_change, move_change
from registers.models import ChangeRequest
from tests import factories
from tests.sweeps.forms import Typist
from tests.sweeps.walking import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("july_2012")]


def test_it_is_reviewed_agreed_by_a_decision_and_carried_out() -> None:
    request, account = factories.entry(ChangeRequest, "Later by a month"), factories.account()
    by, url = account.person, f"/change-requests/{request.reference}"
    assert request.state == "raised"
    Typist(browser_of(account), f"{url}/reviewed/", account).send(reason="With the board.")
    request.refresh_from_db()
    assert request.state == "reviewed"
    with pytest.raises(Refused, match="Only a decision agrees to a change or refuses it"):
        move_change(request, "agreed", by=by)
    with pytest.raises(Refused, match="“Under review” cannot become “Carried out”"):
        move_change(request, "done", by=by)
    agreed = decide_change(request, is_agreed=True, by=by, reason="DEC-0001")
    assert agreed.state == "agreed"
    with pytest.raises(Refused, match="“Agreed” cannot become “Refused”"):
        decide_change(request, is_agreed=False, by=by, reason="DEC-0002")
    assert move_change(request, "done", by=by, reason="Plan changed").state == "done"


def test_what_is_withdrawn_may_be_raised_again() -> None:
    request, by = factories.entry(ChangeRequest), factories.officer()
    assert move_change(request, "withdrawn", by=by).state == "withdrawn"
    assert move_change(request, "raised", by=by).state == "raised"
