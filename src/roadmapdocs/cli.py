"""The command line: one verb, one call of the library, no decisions.

Exit codes: 0 fine, 1 findings of level error, 2 usage, 3 nothing to do, 4 environment.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmapdocs.errors import EnvironmentLacksError, RoadmapDocsError
from roadmapdocs.language import speak_russian

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from roadmapdocs.campaign import Campaign, Received

__all__ = ["cli", "main"]

FINE, ERRORS_FOUND, USAGE, NOTHING_TO_DO, ENVIRONMENT = range(5)


def main() -> None:
    """Run the command line; text that a console cannot show is replaced, never a crash."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    speak_russian()
    try:
        cli(standalone_mode=True)
    except EnvironmentLacksError as error:
        click.echo(str(error), err=True)
        sys.exit(ENVIRONMENT)
    except (RoadmapDocsError, OSError) as error:
        click.echo(str(error), err=True)
        sys.exit(USAGE)


def _campaign_option(command: Any) -> Any:  # noqa: ANN401 - click's decorators have no useful type
    return click.option(
        "--campaign",
        "-C",
        "folder",
        default=".",
        type=click.Path(file_okay=False, path_type=Path),
        help="Папка кампании; без неё текущая папка.",
    )(command)


def _as_of_option(command: Any) -> Any:  # noqa: ANN401
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d", "%d.%m.%Y"]),
        help="Дата, на которую составлен свод; без неё сегодня.",
    )(command)


class _Command(click.Command):
    """A command whose usage line is Russian."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401 - click's own signature
        super().__init__(*arguments, **{"options_metavar": "[ПАРАМЕТРЫ]", **settings})


class _Group(click.Group):
    """A group of such commands."""

    command_class = _Command


@click.group(
    cls=_Group,
    options_metavar="[ПАРАМЕТРЫ]",
    subcommand_metavar="КОМАНДА ...",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(
    package_name="roadmapdocs", help="Показать версию и выйти.", message="%(prog)s, версия %(version)s"
)
def cli() -> None:
    """Приказы о дорожных картах: приказ, формы для школ, приём отчётов, свод."""


@cli.command()
@click.argument("folder", default="demo", type=click.Path(file_okay=False, path_type=Path))
@click.option("--example", default="ershichi-2023", help="Какой из вложенных приказов взять.")
def demo(folder: Path, example: str) -> None:
    """Показать всё на примере.

    Приказ, формы, ответы придуманных школ, приём и свод в одной папке.
    """
    from roadmapdocs.demo.run import run_demo
    from roadmapdocs.printing import status_lines

    campaign = run_demo(folder, example)
    received = campaign.receive()
    summary = campaign.summary(as_of=campaign.order.round_of("schools").due)
    (report, *_) = campaign.report(as_of=summary.as_of)
    _print(status_lines(summary, received))
    click.echo("")
    click.echo("Откройте по порядку:")
    forms = campaign.sent_file(campaign.schools[0], "docx")
    for title, path in (
        ("приказ", campaign.folder / "Исходящие" / "Приказ.docx"),
        ("форма, которую получила школа", forms),
        ("та же форма, заполненная школой", campaign.folder / "Входящие" / forms.name),
        ("свод", report),
    ):
        click.echo(f"  {title}: {path}")


@cli.command()
@click.argument("order", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("schools", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--previous",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Папка прошлогодней кампании: ответы сверяются с теми.",
)
def init(order: Path, schools: Path, folder: Path, previous: Path | None) -> None:
    """Завести папку кампании по приказу (YAML) и списку школ (CSV)."""
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.orders.files import load_order

    campaign = Campaign.create(folder, order=load_order(order), schools=schools, previous=previous)
    click.echo(f"Папка кампании: {campaign.folder}. Школ: {len(campaign.schools)}.")
    click.echo(f"Дальше: roadmapdocs send -C {campaign.folder}")


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
    from roadmapdocs.printing import change_lines, finding_row, remark_lines

    if fix is not bool(output):
        raise click.UsageError("Параметры --fix и -o указывают вместе.")
    checked, changes = fix_typography(load_order(order)) if fix else (load_order(order), [])
    if output:
        save_order(checked, output, onto=order)
    findings = check_order(checked)
    if as_json:
        _print_json([finding_row(finding) for finding in findings])
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
@_campaign_option
@click.option("--format", "formats", multiple=True, type=click.Choice(["docx", "xlsx"]), help="Только этот формат.")
def send(folder: Path, formats: tuple[str, ...]) -> None:
    """Подготовить приказ и формы для всех школ в папке «Исходящие»."""
    from roadmapdocs.campaign import Campaign

    sent = Campaign.open(folder).send(formats or ("docx", "xlsx"))
    click.echo(f"Файлов в «Исходящих»: {len(sent.files)}, новых или изменённых: {sent.written}.")
    if not sent.written:
        sys.exit(NOTHING_TO_DO)


@cli.command()
@_campaign_option
@click.option("--json", "as_json", is_flag=True, help="Ответы и замечания в JSON.")
def receive(folder: Path, as_json: bool) -> None:
    """Прочитать и проверить всё, что лежит во «Входящих»."""
    from roadmapdocs.printing import received_lines, submission_rows

    campaign, received = _received(folder)
    if as_json:
        _print_json({"answers": received.rows(), "findings": submission_rows(received.submissions)})
    else:
        _print(received_lines(received))
        silent = [school.short_name for school in campaign.schools if not _has_returned(school.code, received)]
        if silent:
            click.echo(f"Не представили: {', '.join(silent)}")
    if any(submission.errors for submission in received.submissions) or received.refused:
        sys.exit(ERRORS_FOUND)


@cli.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_campaign_option
@click.option("--json", "as_json", is_flag=True, help="Ответы и замечания в JSON.")
def read(file: Path, folder: Path, as_json: bool) -> None:
    """Прочитать один присланный файл, не трогая журнал."""
    from roadmapdocs.aggregate.rows import answer_rows
    from roadmapdocs.campaign import Campaign
    from roadmapdocs.model.submission import Refused
    from roadmapdocs.printing import read_lines, submission_rows

    read_ = Campaign.open(folder).read_file(file)
    submissions = [one for one in read_ if not isinstance(one, Refused)]
    if as_json:
        rows = [row for submission in submissions for row in answer_rows(submission)]
        _print_json({"answers": rows, "findings": submission_rows(submissions)})
    for one in () if as_json else read_:
        _print(read_lines(one))
    if any(isinstance(one, Refused) or one.errors for one in read_):
        sys.exit(ERRORS_FOUND)


@cli.command()
@_campaign_option
@_as_of_option
def status(folder: Path, as_of: datetime | None) -> None:
    """Показать, кто что представил и кто не представил ничего."""
    from roadmapdocs.printing import status_lines

    campaign, received = _received(folder)
    _print(status_lines(campaign.summary(as_of=_day(as_of)), received))


@cli.command()
@_campaign_option
@_as_of_option
def report(folder: Path, as_of: datetime | None) -> None:
    """Составить свод из того, что пришло, в папке «Свод»."""
    from roadmapdocs.campaign import Campaign

    for path in Campaign.open(folder).report(as_of=_day(as_of)):
        click.echo(f"Свод: {path}")


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
    _print_json(answers_model(form.blank).model_json_schema())


# --- printing -------------------------------------------------------------------------------------------------------


def _received(folder: Path) -> tuple[Campaign, Received]:
    from roadmapdocs.campaign import Campaign

    campaign = Campaign.open(folder)
    return campaign, campaign.receive()


def _has_returned(code: str, received: Received) -> bool:
    return any(submission.respondent.code == code for submission in received.submissions)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _print_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
