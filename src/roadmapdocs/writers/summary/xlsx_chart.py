"""The charts of a summary: how answers divide among the statuses, how complete reports are, plan and fact."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from openpyxl.chart import BarChart
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as ChartFont
from openpyxl.utils import get_column_letter

from roadmapdocs.writers.summary.words import LABELS
from roadmapdocs.writers.xlsx.style import FONT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.chart.series import Series

    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["add_completeness_chart", "add_status_chart", "add_target_chart"]

_COLORS = {
    "done": "6FA86C",
    "done_late": "B5D19C",
    "partial": "F0D26B",
    "in_progress": "8FB4DC",
    "not_done": "D9756C",
    "postponed": "EBA96E",
    "cancelled": "A9A9A2",
    "not_applicable": "D6D6D6",
    "not_due": "E7EBF0",
    "blank": "FFFFFF",
    "no_report": "8A94A0",
}
_LINE = "8A94A0"
_ROW_CM = 0.53
"""The height of a row that nothing was said about: 15 points."""


_FACT, _GOAL = "6FA86C", "C9CFD6"
_BAR_CM, _FRAME_CM = 0.62, 4.0
_WIDTH_CM = 26


def add_status_chart(page: Page, title: str, *, first: int, last: int, columns: Mapping[int, str]) -> None:
    """Put a chart of rows `first` to `last` under the last row; `columns` are its series, by the word they count."""
    chart = _bars(title, last - first + 1, bar=1.6)
    chart.grouping, chart.overlap, chart.gapWidth = "percentStacked", 100, 60
    for column, word in columns.items():
        series = _series(page, (get_column_letter(column), "A"), (first, last), LABELS[word], _COLORS[word])
        series.dLbls = _labels("0;;")
        chart.series.append(series)
    _place(page, chart)


def add_completeness_chart(page: Page, *, first: int, last: int, names: str, shares: str) -> None:
    """Put a chart of how complete each school's report is under the last row."""
    chart = _bars("Заполнено обязательных полей", last - first + 1, bar=_BAR_CM)
    chart.grouping, chart.gapWidth = "clustered", 40
    series = _series(page, (shares, names), (first, last), "Доля заполненных полей", _FACT)
    series.dLbls = _labels("0%")
    chart.series.append(series)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    chart.legend = None
    _place(page, chart)


def add_target_chart(page: Page, *, first: int, last: int, names: str, facts: str, goals: str) -> None:
    """Put a chart of what is reached beside what is planned under the last row."""
    chart = _bars("Показатели: план и факт", last - first + 1, bar=1.5)
    chart.grouping, chart.gapWidth = "clustered", 50
    for letter, title, color in ((facts, "Факт", _FACT), (goals, "План", _GOAL)):
        series = _series(page, (letter, names), (first, last), title, color)
        series.dLbls = _labels("0%")
        chart.series.append(series)
    chart.y_axis.scaling.min, chart.y_axis.scaling.max = 0, 1
    _place(page, chart)


def _bars(title: str, bars: int, *, bar: float) -> BarChart:
    """Return a chart of lying bars, the first on top, as high as its bars need."""
    chart = BarChart()
    chart.type = "bar"
    chart.title = _title(title)
    chart.width, chart.height = _WIDTH_CM, _FRAME_CM + bar * bars
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0%"
    chart.y_axis.crosses = "max"  # which is below, as the other axis is turned over
    chart.legend.position = "b"
    chart.legend.txPr = chart.x_axis.txPr = chart.y_axis.txPr = _type(9)
    return chart


def _place(page: Page, chart: BarChart) -> None:
    """Anchor a chart under everything that is on the page, and leave the rows that it covers."""
    page.skip()
    page.sheet.add_chart(chart, f"A{page.next}")
    page.next += ceil(chart.height / _ROW_CM) + 1


def _series(page: Page, columns: tuple[str, str], rows: tuple[int, int], title: str, color: str) -> Series:
    """Return a series of the column of numbers, named by the column of labels, over these rows."""
    first, last = rows
    values, labels = (f"'{page.sheet.title}'!${column}${first}:${column}${last}" for column in columns)
    series: Series = SeriesFactory(values, title=title)
    series.cat = AxDataSource(strRef=StrRef(f=labels))
    series.graphicalProperties.solidFill = color
    series.graphicalProperties.line.solidFill = _LINE
    return series


def _labels(number_format: str) -> DataLabelList:
    return DataLabelList(
        numFmt=number_format,
        txPr=_type(9),
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )


def _type(size: float, *, bold: bool = False) -> RichText:
    properties = CharacterProperties(latin=ChartFont(typeface=FONT), sz=round(size * 100), b=bold)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)
    return RichText(p=[paragraph])


def _title(text: str) -> Title:
    rich = _type(12, bold=True)
    rich.p[0].r = [RegularTextRun(t=text)]
    return Title(tx=Text(rich=rich), overlay=False)
