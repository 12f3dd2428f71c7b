"""The roster that a campaign keeps."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

from roadmapdocs.model.school import School

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["roster_csv"]


def roster_csv(schools: Sequence[School]) -> bytes:
    """Write a roster that `parse_roster` and Excel read: UTF-8 with a mark, semicolons."""
    columns = list(School.model_fields)
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    for school in schools:
        values = school.model_dump()
        writer.writerow(["" if values[name] is None else values[name] for name in columns])
    return out.getvalue().encode("utf-8-sig")
