"""The status of a campaign: who has returned what, as a workbook and as a page."""
