"""How passwords are hashed: Argon2id with 46 MiB and one pass, the first of the settings that OWASP counts as
alike. Django's own take four times as long, so whoever tries passwords would hold up everybody else at work.
What was hashed otherwise is still checked, and hashed anew when its person signs in next."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id, m=47104, t=1, p=1."""

    time_cost = 1
    memory_cost = 47_104
    parallelism = 1
