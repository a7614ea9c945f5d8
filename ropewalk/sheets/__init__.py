"""Lists as spreadsheets, both ways: written out as XLSX, ODS or CSV, brought back, read cell by cell, and set
beside what is held now and what was held when they were taken. It knows no list and no database."""
