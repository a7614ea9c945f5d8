"""Reports as files: one frozen report as a page, as tagged PDF, as a Word file, as a spreadsheet."""
