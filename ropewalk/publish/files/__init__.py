"""The account as files: every page and download as the server would answer it, for any web server to hold."""
