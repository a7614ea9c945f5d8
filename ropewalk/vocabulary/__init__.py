"""The frozen words of the field: plan, indicator, period, verdict. Imports no other room."""
