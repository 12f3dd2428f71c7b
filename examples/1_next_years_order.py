"""Make next year's order from this year's: a draft YAML, its DOCX, and what a person must confirm."""

import sys
from datetime import date
from pathlib import Path

from roadmapdocs import load_order, next_year, render_order, save_order

HERE = Path(__file__).parent
OUT = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
OUT.mkdir(parents=True, exist_ok=True)

this_year = HERE / "ershichi-2023" / "order.yaml"
draft = next_year(load_order(this_year), number="161", date=date(2024, 10, 28))
save_order(draft.order, OUT / "order-2024.yaml", onto=this_year)  # the author's comments stay
(OUT / "Приказ 161.docx").write_bytes(render_order(draft.order))

print(f"Изменено мест: {len(draft.changes)}. Проверьте:")
for point in draft.to_confirm:
    print(" -", point)
