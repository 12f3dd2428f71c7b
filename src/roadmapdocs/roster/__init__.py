"""The roster of schools: a CSV or a workbook as people have it, and what is odd in it.

`rows` turns a file into lines of text, `headings` finds out what its columns are, `reading` makes schools of the lines,
`checks` looks at the schools, `catalogue` holds every sentence about a roster.
"""

from __future__ import annotations

from roadmapdocs.roster.files import load_roster, read_roster_file
from roadmapdocs.roster.reading import Roster, parse_roster, read_roster
from roadmapdocs.roster.writing import roster_csv

__all__ = ["Roster", "load_roster", "parse_roster", "read_roster", "read_roster_file", "roster_csv"]
