"""The closed set of rules of a form, judged twice: by Python on typed answers, by formulas in a workbook."""

from roadmapdocs.rules.python import EVALUATORS, Answered, all_rules, broken_rules

__all__ = ["EVALUATORS", "Answered", "all_rules", "broken_rules"]
