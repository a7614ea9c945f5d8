"""How the web application is put together: settings, addresses, WSGI. May import every room."""
