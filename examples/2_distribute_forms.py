"""Distribute: a campaign folder with a fillable form for every school, Word and Excel, ready to be mailed."""

import sys
from pathlib import Path

from roadmapdocs import Campaign, load_order

HERE = Path(__file__).parent / "ershichi-2023"
OUT = Path(sys.argv[1] if len(sys.argv) > 1 else "out")

campaign = Campaign.create(OUT / "Отчёты 2023", order=load_order(HERE / "order.yaml"), schools=HERE / "schools.csv")
sent = campaign.send(formats=("docx", "xlsx"))
print(f"Готово файлов: {len(sent.files)}, новых: {sent.written}")
for school in sent.without_email:
    print("нет адреса:", school.short_name)
