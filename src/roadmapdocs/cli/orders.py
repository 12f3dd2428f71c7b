"""Commands about an order alone: print, check, carry over to the next year."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from roadmapdocs.cli.group import ERRORS_FOUND, cli, day, print_json, print_lines
from roadmapdocs.cli.paper import pdf_option, print_pdfs

if TYPE_CHECKING:
    from datetime import datetime

    from roadmapdocs.findings import Finding
    from roadmapdocs.model.order import Order
    from roadmapdocs.model.profile import Profile

_profile_option = click.option(
    "--profile", default="", metavar="ПРОФИЛЬ", help="Профиль оформления: имя или свой файл .yaml."
)
_template_option = click.option(
    "--template",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Свой шаблон приказа, DOCX (см. roadmapdocs layout).",
)


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Куда записать DOCX.")
@_profile_option
@_template_option
@pdf_option
def order(order: Path, output: Path | None, profile: str, template: Path | None, *, pdf: bool) -> None:
    """Напечатать приказ с приложениями в DOCX."""
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.orders.files import load_order
    from roadmapdocs.writers import render_order

    loaded = load_order(order)
    path = output or order.with_suffix(".docx")
    if template is not None and path.resolve() == template.resolve():
        raise click.UsageError(f"«{path}» - это сам шаблон. Укажите другой файл: -o ИМЯ.docx.")
    layout = _layout_of(loaded, order, profile)
    write_atomically(path, render_order(loaded, layout, template=template.read_bytes() if template else None))
    click.echo(f"Приказ записан: {path}")
    if pdf:
        print_pdfs([path], loaded.date)


def _layout_of(loaded: Order, path: Path, chosen: str) -> Profile:
    """Return the profile chosen on the command line, or the one the order names, looked for beside the order."""
    from roadmapdocs.writers.templates import load_profile

    return load_profile(chosen) if chosen else load_profile(loaded.profile, beside=path.parent)


@cli.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--profile", default="gost-2025", show_default=True, help="С какого профиля начать.")
def layout(folder: Path, profile: str) -> None:
    """Положить в папку шаблоны приказа и отчёта (Word) и профиль (YAML), чтобы изменить их под себя.

    Файлы, которые там уже есть, не меняются.
    """
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.writers.templates import profile_copy, read_template

    folder.mkdir(parents=True, exist_ok=True)
    templates = [(name, read_template(name)) for name in ("order.docx", "report.docx")]
    for name, content in (*templates, ("profile.yaml", profile_copy(profile))):
        if (folder / name).exists():
            click.echo(f"Уже есть, не изменён: {folder / name}")
        else:
            write_atomically(folder / name, content)
            click.echo(f"Записан: {folder / name}")
    click.echo("Дальше: roadmapdocs order ORDER --profile profile.yaml --template order.docx -o Приказ.docx")


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Замечания в JSON.")
@click.option("--fix", is_flag=True, help="Исправить пробелы, тире, «№», «г.» и внутренние кавычки; нужен -o.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), help="Куда записать исправленный YAML."
)
@_profile_option
@_template_option
def check(  # noqa: PLR0917 - click passes them by name
    order: Path, as_json: bool, fix: bool, output: Path | None, profile: str, template: Path | None
) -> None:
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
    findings = [*check_order(checked), *_layout_findings(checked, _layout_of(checked, order, profile), template)]
    findings.sort(key=lambda finding: (-finding.severity, finding.code))
    if as_json:
        print_json([finding_row(finding) for finding in findings])
    else:
        click.echo("\n".join([*change_lines(changes), *remark_lines(findings)] if fix else remark_lines(findings)))
    if any(finding.severity.name == "ERROR" for finding in findings):
        sys.exit(ERRORS_FOUND)


def _layout_findings(order: Order, profile: Profile, template: Path | None) -> list[Finding]:
    """Return the remarks about layout and template; what hinders printing by any template is said by the others."""
    from roadmapdocs.errors import DefinitionError, EnvironmentLacksError
    from roadmapdocs.orders.check.layout import check_layout
    from roadmapdocs.writers.order.template import check_template

    found = check_layout(order, profile)
    if template is not None:
        try:
            found += check_template(order, template.read_bytes(), profile)
        except (DefinitionError, EnvironmentLacksError):
            click.echo("Шаблон не проверен: сначала исправьте то, без чего приказ не напечатать.", err=True)
    return found


@cli.command("next-year")
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--output", "-o", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Новый YAML.")
@click.option("--number", default="", help="Номер нового приказа.")
@click.option("--date", "signed", type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]), help="Дата нового приказа.")
@click.option("--repeal", is_flag=True, help="Добавить пункт о признании прежнего приказа утратившим силу.")
@click.option(
    "--docx", "sheet", type=click.Path(dir_okay=False, path_type=Path), help="Лист «было и стало» для руководителя."
)
@click.option("--json", "as_json", is_flag=True, help="Изменения и список проверки в JSON.")
@pdf_option
def next_year(
    order: Path,
    output: Path,
    *,
    number: str,
    signed: datetime | None,
    repeal: bool,
    sheet: Path | None,
    as_json: bool,
    pdf: bool,
) -> None:
    """Перенести приказ на следующий учебный год.

    Печатает список того, что должен проверить человек.
    """
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.orders.files import load_order, save_order
    from roadmapdocs.orders.next_year import next_year as carried_over
    from roadmapdocs.orders.next_year import with_lines
    from roadmapdocs.printing.next_year import draft_rows, point_lines
    from roadmapdocs.writers import write_changes

    if pdf and (sheet is None or as_json):
        raise click.UsageError("Параметр --pdf относится к листу изменений: укажите и --docx, без --json.")
    draft = carried_over(load_order(order), number=number, date=day(signed), repeal=repeal)
    saved = save_order(draft.order, output, onto=order)
    points = with_lines(draft.to_confirm, saved.read_text("utf-8"))
    if sheet:
        write_atomically(sheet, write_changes(draft))
    if as_json:
        print_json(draft_rows(draft, points))
        return
    click.echo(f"Новый приказ: {output}. Изменено мест: {len(draft.changes)}.")
    if sheet:
        click.echo(f"Лист изменений: {sheet}.")
    print_lines(point_lines(points))
    if sheet and pdf:
        print_pdfs([sheet], draft.order.date)


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


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Куда записать: .ics для календаря, .xlsx или .docx; без него таблица на экран.",
)
@click.option("--department", is_flag=True, help="Только сроки самого отдела.")
@click.option("--cluster", default=None, help="Только сроки школы этого кластера; пустое слово: школы вне кластеров.")
@click.option("--by", type=click.Choice(["month", "responsible"]), default="month", help="По месяцам или по лицам.")
@click.option("--json", "as_json", is_flag=True, help="Сроки в JSON.")
@pdf_option
def calendar(
    order: Path, output: Path | None, *, department: bool, cluster: str | None, by: str, as_json: bool, pdf: bool
) -> None:
    """Показать сроки приказа: мероприятия, отчёты и то, у чего даты нет."""
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.forms.report import department_of
    from roadmapdocs.model.school import School
    from roadmapdocs.orders.files import load_order
    from roadmapdocs.printing.calendar import calendar_lines, calendar_rows
    from roadmapdocs.timetable import deadline_calendar
    from roadmapdocs.writers import CALENDAR_WRITERS, write_calendar

    if pdf and (output is None or output.suffix.lower() not in (".docx", ".xlsx")):
        raise click.UsageError("Для --pdf укажите файл .docx или .xlsx: -o Сроки.docx.")
    loaded = load_order(order)
    school = None if cluster is None else School(code="1", short_name="школа", cluster=cluster)
    found = deadline_calendar(loaded, department_of(loaded) if department else school)
    if as_json:
        print_json(calendar_rows(found))
    elif output is None:
        print_lines(calendar_lines(found, found.by_month if by == "month" else found.by_responsible))
    elif output.suffix.lower().lstrip(".") not in CALENDAR_WRITERS:
        raise click.UsageError("Имя файла должно кончаться на .ics, .xlsx или .docx.")
    else:
        write_atomically(output, write_calendar(found, output.suffix.lower().lstrip(".")))
        click.echo(f"Сроки записаны: {output}")
        if pdf:
            print_pdfs([output], loaded.date)
