"""How people sign in: what we tell allauth to do our way."""
