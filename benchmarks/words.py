"""Invented text, as long as officers write it."""

from __future__ import annotations

from random import Random

SENTENCES = (
    "The survey of the upper floors is finished and its findings were shared with the team.",
    "Three of the five suppliers have answered, and their prices are within the estimate.",
    "Staff at the depot have been told about the move and asked for later opening in winter.",
    "The new forms were tried with twelve residents; four of them could not find the last page.",
    "Work on the roof is held up until the scaffolding has been inspected again.",
    "The second group of schools joins after half term, as agreed with their head teachers.",
    "Savings from the shared van are smaller than planned because fewer journeys overlap.",
    "The contract was signed on the twelfth, a week later than forecast.",
    "Counting the loans by hand costs two days a month until the gates are connected.",
    "The board asked for a plainer picture of what depends on the move of the archive.",
    "Training is offered on three mornings; two thirds of the places have been taken.",
    "Nothing has been heard from the landlord since the offer, so a reminder was sent.",
    "The data of the old system is clean but for addresses outside the county.",
    "The ward members have walked the route and want the crossing nearer to the market.",
    "Finance confirmed that the grant may be spent in the next year as well.",
    "A volunteer group offers to keep the garden, which takes a cost out of the plan.",
)


def paragraph(random: Random, sentences: int) -> str:
    return " ".join(random.choices(SENTENCES, k=sentences))
