"""The command that makes order.yaml from an order that somebody made in an office program."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from roadmapdocs.cli.group import ERRORS_FOUND, cli, print_json, print_lines

__all__ = ["import_"]


@cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--output",
    "-o",
    default=Path("order.yaml"),
    type=click.Path(dir_okay=False, path_type=Path),
    help="Куда записать YAML; без параметра order.yaml.",
)
@click.option("--json", "as_json", is_flag=True, help="Замечания в JSON.")
def import_(file: Path, output: Path, as_json: bool) -> None:
    """Перенести готовый приказ (DOCX, ODT, DOC, RTF, PDF, текст) в order.yaml.

    Текст остаётся буквальным; всё, что программа не поняла, названо в замечаниях.
    """
    from roadmapdocs.atomic import write_atomically
    from roadmapdocs.orders.annotate import annotated_yaml
    from roadmapdocs.printing.rows import finding_row
    from roadmapdocs.printing.transcription import YAML_HEADING, transcription_comments, transcription_lines
    from roadmapdocs.transcription import read_order

    read = read_order(file.read_bytes(), file=file.name)
    if read.order is not None:
        text = annotated_yaml(read.order, transcription_comments(read.findings), YAML_HEADING).encode()
        if output.exists() and output.read_bytes() != text:
            raise click.UsageError(f"Файл {output} уже есть, и в нём другой текст. Укажите другое имя параметром -o.")
        write_atomically(output, text)
    if as_json:
        print_json([finding_row(finding) for finding in read.findings])
    else:
        print_lines(transcription_lines(read.order, read.findings))
        if read.order is not None:
            print_lines(["", f"Записано: {output}", f"Дальше: roadmapdocs check {output}"])
    if any(finding.severity.name == "ERROR" for finding in read.findings):
        sys.exit(ERRORS_FOUND)
