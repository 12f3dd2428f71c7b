"""How long a department waits: forty schools get their forms, deadlines and letters; then once more, unchanged."""

from __future__ import annotations

import cProfile
import pstats
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from material import order, school

from roadmapdocs import Campaign

SCHOOLS = 40
BAR = "≤ 10 s on 2 cores"


def seconds(campaign: Campaign) -> tuple[float, int]:
    """Return how long sending takes, and how many files are new."""
    start = perf_counter()
    sent = campaign.send()
    return perf_counter() - start, sent.written


def main() -> None:
    with TemporaryDirectory() as folder:
        schools = [school(number).model_copy(update={"email": f"s{number}@example.org"}) for number in range(SCHOOLS)]
        campaign = Campaign.create(Path(folder) / "Отчёты", order=order(), schools=schools)
        spent, written = seconds(campaign)
        print(f"{SCHOOLS} schools, {written} files written: {spent:5.2f} s   {BAR}")
        sizes = {path.suffix: path.stat().st_size for path in (campaign.folder / "Исходящие").rglob("*1000*/*")}
        print("a school's folder, bytes:", ", ".join(f"{name} {size}" for name, size in sorted(sizes.items())))
        spent, written = seconds(Campaign.open(campaign.folder))
        print(f"once more, {written} files written:       {spent:5.2f} s")
        if "--profile" in sys.argv:
            with cProfile.Profile() as profile:
                Campaign.open(campaign.folder).send()
            pstats.Stats(profile).sort_stats("cumulative").print_stats(25)


if __name__ == "__main__":
    main()
