"""Whatever amounts are entered, their totals by year, by state and by line agree to the penny."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benefits.choices import SavingState
from benefits.queries import AmountRow, SavingsRow
from benefits.queries.tracker import tracker

years = st.none() | st.integers(2010, 2014)
amounts = st.tuples(years, st.integers(0, 10**12), st.sampled_from(SavingState.values))


@pytest.mark.one_engine
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(st.lists(st.lists(amounts, max_size=6), max_size=4))
def test_totals_by_year_state_and_line_agree(lines: list) -> None:
    rows = [
        SavingsRow(
            id=key,
            programme_id=1,
            project_id=None,
            project_title="",
            title=f"Line {key}",
            period="",
            required_pence=None,
            amounts=tuple(AmountRow(n, key, *one, note="") for n, one in enumerate(line)),
        )
        for key, line in enumerate(lines)
    ]
    whole = sum(pence for line in lines for _year, pence, _state in line)
    found = tracker(rows)
    by_year = [
        sum(state.by_year[n] or 0 for state in found.states) for n in range(len(found.years))
    ]
    assert by_year == list(found.planned.by_year)
    assert all(state.total_pence == sum(state.by_year) for state in found.states)
    assert found.planned.total_pence == whole
    assert sum(state.total_pence for state in found.states) == whole
    assert sum(row.total_pence for row in rows) == whole
    assert sum(row.achieved_pence + row.residual_pence for row in rows) == whole
