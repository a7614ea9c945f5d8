"""Print the table of rights for people: `python tools/rights.py` writes docs/rights.md."""

from pathlib import Path

from ropewalk.accounts.rights_page import rights_page

PAGE = Path(__file__).parents[1] / "docs" / "rights.md"

if __name__ == "__main__":
    PAGE.write_text(rights_page(), encoding="utf-8")
