"""Give each day that stood alone an act of its own, with its scope, its basis and the moment at which it was written down."""

from django.db import migrations


def give_actos(apps, schema_editor):
    Acto, Dia = apps.get_model("solicitudes", "ActoCalendario"), apps.get_model("solicitudes", "DiaCalendario")
    for numero, dia in enumerate(Dia.objects.select_related("institucion").order_by("fecha_hora_registro", "pk"), start=1):
        ambito, valor = "nacional", ""
        if dia.institucion_id:
            ambito, valor = "institucion", dia.institucion.codigo
        elif dia.codigo_municipio:
            ambito, valor = "municipio", dia.codigo_municipio
        dia.acto = Acto.objects.create(
            numero=numero,
            clase="dias",
            ambito=ambito,
            valor=valor,
            motivo=dia.nombre,
            fundamento=dia.fundamento,
            conocida_desde=dia.fecha_hora_registro,
        )
        dia.save()
    # The cases that there are were counted with all of them.
    apps.get_model("solicitudes", "Solicitud").objects.update(calendario=Acto.objects.count())


class Migration(migrations.Migration):
    dependencies = [("solicitudes", "0004_acto_calendario")]
    operations = [migrations.RunPython(give_actos, migrations.RunPython.noop)]
