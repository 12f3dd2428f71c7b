"""The draft of the order by which a school approves its roadmaps: from what it returned, or from its part in ours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from roadmapdocs.errors import CampaignError
from roadmapdocs.forms.school_plan import KEEPER
from roadmapdocs.forms.school_roadmap import school_roadmap
from roadmapdocs.model.submission import Given
from roadmapdocs.orders.school_order import school_order
from roadmapdocs.orders.school_part import applying_roadmaps, school_part

if TYPE_CHECKING:
    from collections.abc import Iterable

    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.school import School
    from roadmapdocs.model.submission import Submission

_PHONE = re.compile(r"[,;\s]*(?:тел\w*\.?\s*)?\+?\d[\d\s()\-]{4,}$", re.IGNORECASE)

__all__ = ["draft_order", "returned_order"]


def draft_order(order: Order, school: School, returned: Iterable[Submission] = ()) -> Order:
    """Return the draft of a school's order: the roadmaps that it has `returned`, and its part in the rest of ours."""
    came = {submission.form.key.kind: submission for submission in returned}
    roadmaps = []
    for roadmap in applying_roadmaps(order, school.cluster):
        submission = came.get(str(order.roadmaps.index(roadmap) + 1))
        made = school_part(order, roadmap) if submission is None else school_roadmap(submission, order, roadmap)
        roadmaps.append(made)
    return school_order(order, school, roadmaps, keeper=_keeper(came.values()))


def _keeper(returned: Iterable[Submission]) -> str:
    """Return who answers for the school's roadmaps, if all that came name the same person; an order has no phone."""
    named = {
        _PHONE.sub("", " ".join(answer.raw.split())).rstrip(" .")
        for submission in returned
        for address, field in submission.form.blank.fields.items()
        if field.caption == KEEPER.caption and isinstance(answer := submission.answers[address], Given)
    }
    return named.pop() if len(named) == 1 else ""


def returned_order(campaign: Campaign, code: str) -> Order:
    """Return the draft of a school's order with the roadmaps it has returned so far.

    Raises `CampaignError` for a code that no school has.
    """
    school = next((school for school in campaign.schools if school.code == code), None)
    if school is None:
        known = ", ".join(school.code for school in campaign.schools)
        raise CampaignError(f"no school has the code {code}", hint=f"the codes are {known}")
    returned = [one for one in campaign.receive().roadmaps if one.respondent.code == code]
    return draft_order(campaign.order, school, returned)
