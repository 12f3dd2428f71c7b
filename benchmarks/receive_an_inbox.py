"""How long a department waits for `receive`: an inbox read for the first time, and again with what was read kept."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from material import order, school

from roadmapdocs import Campaign
from roadmapdocs.demo.story import clean_answers
from roadmapdocs.demo.typist import type_into
from roadmapdocs.writers import write_form

FILES = (60, 500)


def seconds(folder: Path) -> float:
    """Return how long receiving takes, in a campaign opened anew whose order is loaded."""
    campaign = Campaign.open(folder)
    assert campaign.register.campaign
    start = perf_counter()
    campaign.receive()
    return perf_counter() - start


def main() -> None:
    for files in (int(argument) for argument in sys.argv[1:] or map(str, FILES)):
        with TemporaryDirectory() as folder:
            schools = [school(number) for number in range(files)]
            campaign = Campaign.create(Path(folder) / "Отчёты", order=order(), schools=schools)
            for number, each in enumerate(schools):
                form, format_ = campaign.form(each), ("docx", "xlsx")[number % 2]
                content = type_into(write_form(form, format_), clean_answers(form, campaign.order.school_year))
                (campaign.folder / "Входящие" / f"{number}.{format_}").write_bytes(content)
            first, second = seconds(campaign.folder), seconds(campaign.folder)
            print(
                f"{files} files: {first:6.2f} s, {first / files * 1000:5.1f} ms a file; "
                f"again {second:5.2f} s, {second / files * 1000:4.1f} ms a file, {first / second:4.1f} times faster"
            )


if __name__ == "__main__":
    main()
