"""The chart of a summary: how the answers of schools divide among the statuses, roadmap by roadmap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series_factory import SeriesFactory
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as ChartFont

from roadmapdocs.writers.summary.words import LABELS
from roadmapdocs.writers.xlsx.style import FONT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from openpyxl.chart.series import Series

    from roadmapdocs.writers.xlsx.book import Page

__all__ = ["add_chart"]

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


def add_chart(page: Page, *, first: int, last: int, columns: Mapping[int, str]) -> None:
    """Put a chart of rows `first` to `last` under the last row; `columns` are its series, by the word they count."""
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap, chart.gapWidth = "bar", "percentStacked", 100, 60
    chart.title = _title("Как распределились ответы школ")
    chart.width, chart.height = 26, 5.5 + 1.6 * (last - first + 1)
    for column, word in columns.items():
        chart.series.append(_series(page, column, first, last, word))
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"  # the first roadmap on top
    chart.y_axis.majorGridlines = None
    chart.y_axis.number_format = "0%"
    chart.y_axis.crosses = "max"  # which is below, as the other axis is turned over
    chart.legend.position = "b"
    chart.legend.txPr = chart.x_axis.txPr = chart.y_axis.txPr = _type(9)
    page.skip()
    page.sheet.add_chart(chart, f"A{page.next}")


def _series(page: Page, column: int, first: int, last: int, word: str) -> Series:
    values = Reference(page.sheet, min_col=column, min_row=first, max_row=last)
    series: Series = SeriesFactory(values, title=LABELS[word])
    series.cat = AxDataSource(strRef=StrRef(f=str(Reference(page.sheet, min_col=1, min_row=first, max_row=last))))
    series.graphicalProperties.solidFill = _COLORS[word]
    series.graphicalProperties.line.solidFill = _LINE
    series.dLbls = DataLabelList(
        numFmt="0;;",
        txPr=_type(9),
        showVal=True,
        showSerName=False,
        showCatName=False,
        showLegendKey=False,
        showPercent=False,
    )
    return series


def _type(size: float, *, bold: bool = False) -> RichText:
    properties = CharacterProperties(latin=ChartFont(typeface=FONT), sz=round(size * 100), b=bold)
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)
    return RichText(p=[paragraph])


def _title(text: str) -> Title:
    rich = _type(12, bold=True)
    rich.p[0].r = [RegularTextRun(t=text)]
    return Title(tx=Text(rich=rich), overlay=False)
