import django.db.models.deletion
import simple_history.models
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="HistoricalCity",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("name", models.TextField()),
                ("council", models.TextField()),
                ("place", models.CharField(max_length=120)),
                ("account_title", models.TextField()),
                ("comparators", models.JSONField(default=list)),
                ("contact", models.TextField()),
                ("brand_colour", models.CharField(max_length=30)),
                ("brand_accent", models.CharField(max_length=30)),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical city",
                "verbose_name_plural": "historical citys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalEdition",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(db_index=True, max_length=120)),
                ("title", models.TextField()),
                ("council", models.TextField()),
                ("place", models.CharField(max_length=120)),
                ("adopted", models.DateField(null=True)),
                ("vision", models.TextField()),
                ("vision_parts", models.JSONField(default=list)),
                ("source", models.TextField(blank=True)),
                ("supersedes", models.CharField(blank=True, max_length=120)),
                ("mapping", models.JSONField(default=list)),
                ("current", models.BooleanField(default=False)),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical edition",
                "verbose_name_plural": "historical editions",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndicator",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(db_index=True, max_length=120)),
                ("active", models.BooleanField(default=True)),
                ("place_in_order", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("official_title", models.TextField()),
                ("definition", models.TextField()),
                ("unit", models.TextField()),
                ("prefix", models.TextField(blank=True)),
                ("decimals", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proportion", "proportion"),
                            ("rate", "rate"),
                            ("mean", "mean"),
                            ("ratio", "ratio"),
                            ("count", "count"),
                            ("index", "index"),
                            ("modelled", "modelled"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "polarity",
                    models.CharField(
                        choices=[("higher", "higher"), ("lower", "lower"), ("neutral", "neutral")],
                        max_length=40,
                    ),
                ),
                ("polarity_reason", models.TextField()),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("monthly", "monthly"),
                            ("quarterly", "quarterly"),
                            ("annual", "annual"),
                            ("biennial", "biennial"),
                            ("occasional", "occasional"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("performance", "performance"), ("contextual", "contextual")], max_length=20
                    ),
                ),
                ("multiplier", models.FloatField(default=1.0)),
                ("floor", models.FloatField(null=True)),
                ("ceiling", models.FloatField(null=True)),
                ("owner", models.TextField()),
                ("producer", models.TextField()),
                ("licence", models.TextField()),
                ("source", models.CharField(max_length=120)),
                ("geography", models.TextField()),
                ("period_type", models.TextField()),
                ("next_expected", models.TextField()),
                ("numerator", models.TextField(blank=True)),
                ("denominator", models.TextField(blank=True)),
                ("quality", models.TextField(blank=True)),
                ("paired_with", models.CharField(blank=True, max_length=120)),
                ("proxy_for", models.TextField(blank=True)),
                ("must_read", models.TextField(blank=True)),
                ("comparators", models.JSONField(default=list)),
                ("caveats", models.JSONField(default=list)),
                ("outcomes", models.JSONField(default=list)),
                ("search_words", models.JSONField(default=list)),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical indicator",
                "verbose_name_plural": "historical indicators",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPeerSet",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(db_index=True, max_length=120)),
                ("active", models.BooleanField(default=True)),
                ("place_in_order", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("basis", models.TextField()),
                ("chosen_by", models.TextField()),
                ("dated", models.DateField()),
                ("default", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=120)),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
            ],
            options={
                "verbose_name": "historical peer set",
                "verbose_name_plural": "historical peer sets",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PeerSet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=120, unique=True)),
                ("active", models.BooleanField(default=True)),
                ("place_in_order", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("basis", models.TextField()),
                ("chosen_by", models.TextField()),
                ("dated", models.DateField()),
                ("default", models.BooleanField(default=False)),
                ("source", models.CharField(blank=True, max_length=120)),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
                ("by", models.TextField()),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="City",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.TextField()),
                ("council", models.TextField()),
                ("place", models.CharField(max_length=120)),
                ("account_title", models.TextField()),
                ("comparators", models.JSONField(default=list)),
                ("contact", models.TextField()),
                ("brand_colour", models.CharField(max_length=30)),
                ("brand_accent", models.CharField(max_length=30)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="plan_one_city")],
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=120, unique=True)),
                ("title", models.TextField()),
                ("council", models.TextField()),
                ("place", models.CharField(max_length=120)),
                ("adopted", models.DateField(null=True)),
                ("vision", models.TextField()),
                ("vision_parts", models.JSONField(default=list)),
                ("source", models.TextField(blank=True)),
                ("supersedes", models.CharField(blank=True, max_length=120)),
                ("mapping", models.JSONField(default=list)),
                ("current", models.BooleanField(default=False)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("current", True)),
                        fields=("current",),
                        name="plan_one_current_edition",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Aim",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("summary", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="aims", to="plan.edition"
                    ),
                ),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalAim",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("summary", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical aim",
                "verbose_name_plural": "historical aims",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPriority",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("why", models.TextField()),
                ("owner", models.TextField()),
                (
                    "lever",
                    models.CharField(
                        choices=[
                            ("controls", "controls"),
                            ("influences", "influences"),
                            ("context", "context"),
                        ],
                        max_length=40,
                    ),
                ),
                ("partners", models.JSONField(default=list)),
                ("place_in_order", models.PositiveIntegerField()),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "aim",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.aim",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical priority",
                "verbose_name_plural": "historical prioritys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalValue",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("summary", models.TextField()),
                ("shown_by", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.edition",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical value",
                "verbose_name_plural": "historical values",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Indicator",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=120, unique=True)),
                ("active", models.BooleanField(default=True)),
                ("place_in_order", models.PositiveIntegerField()),
                ("title", models.TextField()),
                ("official_title", models.TextField()),
                ("definition", models.TextField()),
                ("unit", models.TextField()),
                ("prefix", models.TextField(blank=True)),
                ("decimals", models.IntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("proportion", "proportion"),
                            ("rate", "rate"),
                            ("mean", "mean"),
                            ("ratio", "ratio"),
                            ("count", "count"),
                            ("index", "index"),
                            ("modelled", "modelled"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "polarity",
                    models.CharField(
                        choices=[("higher", "higher"), ("lower", "lower"), ("neutral", "neutral")],
                        max_length=40,
                    ),
                ),
                ("polarity_reason", models.TextField()),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("monthly", "monthly"),
                            ("quarterly", "quarterly"),
                            ("annual", "annual"),
                            ("biennial", "biennial"),
                            ("occasional", "occasional"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[("performance", "performance"), ("contextual", "contextual")], max_length=20
                    ),
                ),
                ("multiplier", models.FloatField(default=1.0)),
                ("floor", models.FloatField(null=True)),
                ("ceiling", models.FloatField(null=True)),
                ("owner", models.TextField()),
                ("producer", models.TextField()),
                ("licence", models.TextField()),
                ("source", models.CharField(max_length=120)),
                ("geography", models.TextField()),
                ("period_type", models.TextField()),
                ("next_expected", models.TextField()),
                ("numerator", models.TextField(blank=True)),
                ("denominator", models.TextField(blank=True)),
                ("quality", models.TextField(blank=True)),
                ("paired_with", models.CharField(blank=True, max_length=120)),
                ("proxy_for", models.TextField(blank=True)),
                ("must_read", models.TextField(blank=True)),
                ("comparators", models.JSONField(default=list)),
                ("caveats", models.JSONField(default=list)),
                ("outcomes", models.JSONField(default=list)),
                ("search_words", models.JSONField(default=list)),
            ],
            options={
                "ordering": ("place_in_order",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["proportion", "rate", "mean", "ratio", "count", "index", "modelled"],
                            )
                        ),
                        name="plan_indicator_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("polarity__in", ["higher", "lower", "neutral"])),
                        name="plan_indicator_polarity_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("frequency__in", ["monthly", "quarterly", "annual", "biennial", "occasional"])
                        ),
                        name="plan_indicator_frequency_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["performance", "contextual"])),
                        name="plan_indicator_role_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBreak",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("date", models.DateField()),
                ("reason", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.indicator",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical break",
                "verbose_name_plural": "historical breaks",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Break",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField()),
                ("reason", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="breaks",
                        to="plan.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.CreateModel(
            name="PeerList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                ("members", models.JSONField(default=list)),
                (
                    "peer_set",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lists", to="plan.peerset"
                    ),
                ),
            ],
            options={
                "ordering": ("place",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalPeerList",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("place", models.CharField(blank=True, max_length=120)),
                ("members", models.JSONField(default=list)),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "peer_set",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.peerset",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical peer list",
                "verbose_name_plural": "historical peer lists",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Priority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("why", models.TextField()),
                ("owner", models.TextField()),
                (
                    "lever",
                    models.CharField(
                        choices=[
                            ("controls", "controls"),
                            ("influences", "influences"),
                            ("context", "context"),
                        ],
                        max_length=40,
                    ),
                ),
                ("partners", models.JSONField(default=list)),
                ("place_in_order", models.PositiveIntegerField()),
                (
                    "aim",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="priorities", to="plan.aim"
                    ),
                ),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.CreateModel(
            name="NotHeld",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField()),
                ("why_it_matters", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="not_held",
                        to="plan.priority",
                    ),
                ),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.CreateModel(
            name="IndicatorOnPriority",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place_in_order", models.PositiveIntegerField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="on_priorities",
                        to="plan.indicator",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indicators",
                        to="plan.priority",
                    ),
                ),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.CreateModel(
            name="HistoricalNotHeld",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("what", models.TextField()),
                ("why_it_matters", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.priority",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical not held",
                "verbose_name_plural": "historical not helds",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalIndicatorOnPriority",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("place_in_order", models.PositiveIntegerField()),
                ("history_user_id", models.CharField(default="", max_length=200)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "indicator",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.indicator",
                    ),
                ),
                (
                    "priority",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="plan.priority",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical indicator on priority",
                "verbose_name_plural": "historical indicator on prioritys",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Target",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.FloatField(null=True)),
                ("date", models.DateField(null=True)),
                ("reason", models.TextField()),
                ("approved_by", models.TextField()),
                ("set_at", models.DateTimeField()),
                ("set_by", models.TextField()),
                (
                    "indicator",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="targets",
                        to="plan.indicator",
                    ),
                ),
            ],
            options={
                "ordering": ("set_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="Value",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=120)),
                ("title", models.TextField()),
                ("summary", models.TextField()),
                ("shown_by", models.TextField()),
                ("place_in_order", models.PositiveIntegerField()),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="values", to="plan.edition"
                    ),
                ),
            ],
            options={
                "ordering": ("place_in_order",),
            },
        ),
        migrations.AddConstraint(
            model_name="aim",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="plan_aim_code_once"),
        ),
        migrations.AddConstraint(
            model_name="break",
            constraint=models.UniqueConstraint(
                fields=("indicator", "place_in_order"), name="plan_break_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="peerlist",
            constraint=models.UniqueConstraint(fields=("peer_set", "place"), name="plan_peer_list_once"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.UniqueConstraint(fields=("aim", "code"), name="plan_priority_code_once"),
        ),
        migrations.AddConstraint(
            model_name="priority",
            constraint=models.CheckConstraint(
                condition=models.Q(("lever__in", ["controls", "influences", "context"])),
                name="plan_priority_lever_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="notheld",
            constraint=models.UniqueConstraint(
                fields=("priority", "place_in_order"), name="plan_not_held_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="indicatoronpriority",
            constraint=models.UniqueConstraint(
                fields=("indicator", "priority"), name="plan_indicator_priority_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="plan_target_has_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(("approved_by", ""), _negated=True), name="plan_target_has_approver"
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("date__isnull", True), ("value__isnull", True)),
                    models.Q(("date__isnull", False), ("value__isnull", False)),
                    _connector="OR",
                ),
                name="plan_target_whole_or_withdrawn",
            ),
        ),
        migrations.AddConstraint(
            model_name="value",
            constraint=models.UniqueConstraint(fields=("edition", "code"), name="plan_value_code_once"),
        ),
    ]
