from django.db import migrations, models


class Migration(migrations.Migration):
    """The language that somebody with an account chose for her pages."""

    dependencies = [("solicitudes", "0016_suplencia_anulada")]

    operations = [
        migrations.AddField("persona", "idioma", models.CharField("idioma de sus páginas", max_length=8, blank=True, default="")),
    ]
