"""When each row was last changed, for the sitemap; rows from before changed when this migration runs."""

from django.db import migrations, models
from django.utils import timezone

ROWS = ("code", "comparison", "example", "pairing", "phase", "provider", "providerreply", "reading", "reference")


class Migration(migrations.Migration):
    dependencies = [("codes", "0002_enhanced_codes")]

    operations = [
        migrations.AddField(
            model_name=name,
            name="changed_at",
            field=models.DateTimeField(auto_now=True, default=timezone.now),
            preserve_default=False,
        )
        for name in ROWS
    ]
