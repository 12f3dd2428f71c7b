"""What schools are asked to make of the municipal roadmaps: roadmaps of their own."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from roadmapdocs.model.base import Model

__all__ = ["RISK_FACTORS", "SchoolRoadmaps"]

RISK_FACTORS = (
    "Низкий уровень оснащения школы",
    "Дефицит педагогических кадров",
    "Недостаточная предметная и методическая компетентность педагогических работников",
    "Риски низкой адаптивности учебного процесса",
    "Несформированность внутришкольной системы повышения квалификации",
    "Низкая учебная мотивация обучающихся",
    "Пониженный уровень школьного благополучия",
    "Низкий уровень дисциплины в классе",
    "Высокая доля обучающихся с рисками учебной неуспешности",
    "Низкий уровень вовлечённости родителей",
)
"""The risk factors of the federal project «500+», by the names schools know them by."""


class SchoolRoadmaps(Model):
    """The demand for school roadmaps: one from every school for every municipal roadmap that applies to it.

    `due` is the day they are returned by. `approval` says how the school approves its own: with the stamp
    «УТВЕРЖДАЮ», or by an order of its own with the mark of an appendix. An empty list of `risk_factors` asks for none.
    """

    due: date
    revision: int = Field(default=1, ge=1, le=99)
    approval: Literal["stamp", "order"] = "stamp"
    risk_factors: tuple[str, ...] = RISK_FACTORS
    risk_rows: int = Field(default=3, ge=0, le=10)
    spare_rows: int = Field(default=5, ge=0, le=10)
