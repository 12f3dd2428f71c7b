"""The long table of answers for other programs: CSV, JSON with its schema, pandas, polars.

CSV is what Excel in Russia opens by a double click: UTF-8 with a byte order mark, semicolons, CRLF, one line of
captions (RFC 4180 but for the separator). Text that begins with `= + - @`, a tab or an apostrophe is written with an
apostrophe before it, so that no program takes it for a formula; `unguarded` takes exactly that one off again. Dates
are ISO 8601, nothing is an empty cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from roadmapdocs.aggregate.rows import COLUMNS, AnswerRow
from roadmapdocs.errors import EnvironmentLacksError

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

__all__ = ["guarded", "rows_csv", "rows_json", "rows_schema", "to_pandas", "to_polars", "unguarded"]

Rows = Sequence[Mapping[str, object]]

_TAKEN_FOR_FORMULA = ("=", "+", "-", "@", "\t", "\r", "'")
_NUMBER, _DAY = "number", "day"


# --- CSV ------------------------------------------------------------------------------------------------------------


def rows_csv(rows: Rows) -> bytes:
    """Return the rows as CSV (see above)."""
    written = StringIO()
    table = csv.writer(written, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    table.writerows([_csv_cell(row[column]) for column in COLUMNS] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def _csv_cell(value: object) -> str:
    if isinstance(value, str):
        return guarded(value)
    return "" if value is None else _plain(value)


def guarded(text: str) -> str:
    """Return text that no program takes for a formula."""
    return f"'{text}" if text.startswith(_TAKEN_FOR_FORMULA) else text


def unguarded(text: str) -> str:
    """Return the text that was guarded: the inverse of `guarded`."""
    return text.removeprefix("'")


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


# --- JSON -----------------------------------------------------------------------------------------------------------


def rows_json(rows: Rows) -> bytes:
    """Return the rows as a JSON array of objects, one to a line; `rows_schema` describes it."""
    lines = (json.dumps(dict(row), ensure_ascii=False, default=_plain) for row in rows)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def rows_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of what `rows_json` writes."""
    schema = TypeAdapter(list[AnswerRow]).json_schema(mode="validation")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


# --- frames ---------------------------------------------------------------------------------------------------------


def to_pandas(rows: Rows) -> pd.DataFrame:
    """Return the rows as a pandas frame: text is `string`, numbers are nullable `Int64`.

    As a column has one type, `value` is text there (ISO 8601 for dates), with two columns more behind it: `number`
    holds the value where it is a whole number, `day` (`datetime64[s]`) where it is a date. Raises
    `EnvironmentLacksError` without pandas.
    """
    try:
        import pandas as pd  # noqa: PLC0415 - heavy and optional
    except ImportError as error:
        raise _lacking("pandas") from error
    columns = _columns(rows)
    kinds = {name: "Int64" if name in ("revision", _NUMBER) else "string" for name in columns if name != _DAY}
    arrays: dict[str, Any] = {name: pd.array(columns[name], dtype=kind) for name, kind in kinds.items()}
    arrays[_DAY] = pd.to_datetime(pd.Series(columns[_DAY], dtype="object")).astype("datetime64[s]")
    return pd.DataFrame({name: arrays[name] for name in columns})


def to_polars(rows: Rows) -> pl.DataFrame:
    """Return the rows as a polars frame: `String`, `Int64`, `Date`; nothing is null.

    Its columns are those of `to_pandas`. Raises `EnvironmentLacksError` without polars.
    """
    try:
        import polars as pl  # noqa: PLC0415 - heavy and optional
    except ImportError as error:
        raise _lacking("polars") from error
    columns = _columns(rows)
    kinds = {name: pl.Int64 if name in ("revision", _NUMBER) else pl.String for name in columns} | {_DAY: pl.Date}
    return pl.DataFrame(columns, schema={name: kinds[name] for name in columns})


def _columns(rows: Rows) -> dict[str, list[Any]]:
    """Return the columns of a frame, each of one type."""
    columns: dict[str, list[Any]] = {name: [row[name] for row in rows] for name in COLUMNS}
    values = columns["value"]
    columns["value"] = [None if value is None else _plain(value) for value in values]
    columns[_NUMBER] = [value if isinstance(value, int) else None for value in values]
    columns[_DAY] = [value if isinstance(value, date) else None for value in values]
    return columns


def _lacking(package: str) -> EnvironmentLacksError:
    hint = f"pip install roadmapdocs[{package}]"
    return EnvironmentLacksError(f"{package} is not installed", hint=hint, reason=f"no_{package}")
