"""Forecasts and verdicts tried on real series: each cut at past years, then held against what came."""
