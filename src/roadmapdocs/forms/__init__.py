"""Order × respondent → `Form`: what is asked of whom."""
