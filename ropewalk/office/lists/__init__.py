"""Every list of the office as a sheet: its columns, who sees it, and which actions write what comes back."""
