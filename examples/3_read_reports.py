"""Read what came back: who answered what, what to correct, who is silent; return it, sum it up."""

import sys
from collections import Counter
from pathlib import Path

from roadmapdocs import Campaign

campaign = Campaign.open(Path(sys.argv[1] if len(sys.argv) > 1 else "demo"))
received = campaign.receive()
for submission in received.submissions:
    print(submission.respondent.short_name, submission.status, len(submission.errors))
    for finding in submission.errors:
        print("   ", finding)
for refused in received.refused:
    print(refused.file, refused.finding.message)
print("Не представили:", [school.short_name for school in campaign.missing()])

print("Вернули на доработку:", len(campaign.return_for_rework().reworks))  # копии с замечаниями и письма
statuses = Counter(row["text"] for row in received.rows() if row["field"] == "status" and row["status"] == "given")
print("Статусы:", dict(statuses.most_common()))
print("Свод:", *campaign.report())
