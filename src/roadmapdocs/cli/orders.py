"""Commands about an order alone: print, check, carry over to the next year."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import ERRORS_FOUND, cli, print_json

if TYPE_CHECKING:
    from datetime import datetime


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Куда записать DOCX.")
def order(order: Path, output: Path | None) -> None:
    """Напечатать приказ с приложениями в DOCX."""
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.orders.files import load_order
    from roadmapdocs.writers import render_order

    path = output or order.with_suffix(".docx")
    write_atomically(path, render_order(load_order(order)))
    click.echo(f"Приказ записан: {path}")


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Замечания в JSON.")
@click.option("--fix", is_flag=True, help="Исправить пробелы, тире, «№», «г.» и внутренние кавычки; нужен -o.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Куда записать исправленный YAML."
)
def check(order: Path, as_json: bool, fix: bool, output: Path | None) -> None:
    """Проверить приказ до подписания: сроки, пустые графы, названия, перечни, оформление."""
    from roadmapdocs.orders.check import check_order, fix_typography
    from roadmapdocs.orders.files import load_order, save_order
    from roadmapdocs.printing.order import change_lines, remark_lines
    from roadmapdocs.printing.rows import finding_row

    if fix is not bool(output):
        raise click.UsageError("Параметры --fix и -o указывают вместе.")
    checked, changes = fix_typography(load_order(order)) if fix else (load_order(order), [])
    if output:
        save_order(checked, output, onto=order)
    findings = check_order(checked)
    if as_json:
        print_json([finding_row(finding) for finding in findings])
    else:
        click.echo("\n".join([*change_lines(changes), *remark_lines(findings)] if fix else remark_lines(findings)))
    if any(finding.severity.name == "ERROR" for finding in findings):
        sys.exit(ERRORS_FOUND)


@cli.command("next-year")
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Новый YAML.")
@click.option("--number", default="", help="Номер нового приказа.")
@click.option("--date", "signed", type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]), help="Дата нового приказа.")
def next_year(order: Path, output: Path, number: str, signed: datetime | None) -> None:
    """Сдвинуть приказ на следующий учебный год.

    Печатает список того, что должен проверить человек.
    """
    from roadmapdocs.orders.files import load_order, save_order
    from roadmapdocs.orders.next_year import next_year as shifted

    draft = shifted(load_order(order), number=number, date=signed.date() if signed else None)
    save_order(draft.order, output, onto=order)
    click.echo(f"Новый приказ: {output}. Изменено мест: {len(draft.changes)}. Проверьте:")
    for point in draft.to_confirm:
        click.echo(f"  - {point}")


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--department", is_flag=True, help="Схема ответов самого отдела, а не школы.")
@click.option("--cluster", default="", help="Схема для школы этого кластера.")
def schema(order: Path, department: bool, cluster: str) -> None:
    """Напечатать JSON Schema ответов на форму отчёта."""
    from roadmapdocs.answers import answers_model
    from roadmapdocs.forms.report import department_of, report_form
    from roadmapdocs.model.school import School
    from roadmapdocs.orders.files import load_order

    loaded = load_order(order)
    school = School(code="1", short_name="школа", cluster=cluster)
    form = report_form(loaded, department_of(loaded) if department else school)
    print_json(answers_model(form.blank).model_json_schema())
