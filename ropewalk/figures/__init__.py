"""A finding made visible: chart, table and sentence. Imports findings, stats and vocabulary; never Django."""
