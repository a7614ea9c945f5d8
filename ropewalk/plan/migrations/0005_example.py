from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plan", "0004_delivery"),
    ]

    operations = [
        migrations.AddField(
            model_name="city",
            name="example",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="historicalcity",
            name="example",
            field=models.BooleanField(default=False),
        ),
    ]
