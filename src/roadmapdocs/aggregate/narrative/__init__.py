"""The report that goes up, told in sentences: `narrate(summary, order) -> Narrative`. No document library."""

from roadmapdocs.aggregate.narrative.narrating import narrate

__all__ = ["narrate"]
