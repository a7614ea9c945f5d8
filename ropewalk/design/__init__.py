"""Base templates, components, style sheet and icons. Knows no domain; imports figures and vocabulary only."""
