"""One table as bytes: CSV with its metadata, spreadsheets, JSON-stat, Parquet. Same table, same bytes."""
