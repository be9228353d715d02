"""What is particular to some acts: dates offered, senses and what they demand, files, units, templates."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config import reloj
from solicitudes.models import Asignacion, PlantillaResolucion, Recurso, Resolucion, Solicitud
from tests.elenco import DENIEGA, SIN_ACLARAR, Elenco, cuando, un_expediente
from tests.portal.oficina.conftest import Sesion, sign_in
from tests.portal.oficina.mesa import DATOS, Mesa
from tests.portal.paginas import leer


def test_prorrogar_offers_each_number_of_days_with_its_date(elenco: Elenco) -> None:
    texto = leer(Mesa(elenco, "prorrogar").get())
    assert "El plazo termina ahora el lunes 16 de marzo de 2026" in texto
    assert "1 día hábil: hasta el martes 17 de marzo de 2026" in texto and "10 días hábiles: hasta el lunes 30 de marzo de 2026" in texto
    assert "11 días hábiles" not in texto


def test_the_case_says_in_one_line_what_each_act_would_move(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.pagina = f"/oficina/{mesa.caso.folio}/"
    assert "Prorrogar el plazo El plazo puede pasar del 16 mar al 30 mar." in leer(mesa.get())


def test_resolver_says_late_and_until_when_one_may_appeal(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "vencida").answer(hasta="firmar").at(cuando(3, 20))
    mesa = Mesa(elenco, "resolver")
    mesa.caso, mesa.pagina = caso, f"/oficina/{caso.folio}/resolver/"
    texto = leer(mesa.get())
    assert "Constará que se resolvió fuera de plazo: vencía el lunes 16 de marzo de 2026." in texto
    assert "Quien la pidió puede recurrir a más tardar el" in texto and "El expediente pasa a «Resuelta»." in texto


def test_whoever_left_no_address_is_said_to_read_it_on_her_page(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.caso.solicitud.presentacion.__class__.objects.update(solicitante_correo="")
    assert "no dejó correo" in leer(mesa.get())


def test_remitir_searches_without_losing_the_reason(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "remitir")
    pagina = mesa.post(encontrar="1", institucion="", buscar="quetzaltenango")
    cuerpo = pagina.content.decode()
    assert "La tiene Educación." in cuerpo and 'value="MUNI-0901"' in cuerpo and "Hay algo que corregir" not in cuerpo
    vacia = mesa.post(encontrar="1", institucion="", buscar="zzzz")
    assert "Nada con esas palabras" in leer(vacia)


@pytest.mark.parametrize(
    ("cambios", "campo_de", "dicho"),
    [
        ({"sentido": "inexistencia"}, "motivacion", "va motivada"),
        ({"sentido": "inexistencia", "motivacion": "No consta."}, "fundamento", "va fundada en ley"),
        ({"sentido": "negativa_confidencial", "motivacion": "X", "fundamento": "LAIP art. 22"}, "causal_confidencial", "LAIP"),
        ({"sentido": "negativa_reservada", "motivacion": "X", "fundamento": "LAIP art. 23"}, "reserva", "LAIP"),
        ({"fundamento": "\n".join(["LAIP art. 42"] * 31)}, "fundamento", "Caben 30 fundamentos y hay 31"),
        ({"fundamento": "x" * 501}, "fundamento", "500 letras"),
        ({"sentido": ""}, "sentido", "Elija el sentido"),
    ],
)
def test_redactar_asks_for_what_its_sense_demands(elenco: Elenco, cambios: dict[str, str], campo_de: str, dicho: str) -> None:
    mesa = Mesa(elenco, "redactar")
    respuesta = mesa.post(**cambios)
    cuerpo = respuesta.content.decode()
    assert f'id="id_{campo_de}_error"' in cuerpo and dicho in leer(respuesta) and "Se entrega el listado." in cuerpo
    assert not Resolucion.objects.exists()


def test_redactar_corrects_the_draft_that_there_is(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_tramite").answer(DENIEGA, hasta="enviar_a_revision")
    caso.hacer("devolver")
    mesa = Mesa(elenco, "redactar")
    mesa.caso, mesa.pagina, mesa.version = caso, f"/oficina/{caso.folio}/redactar/", str(caso.solicitud.version)
    pagina = mesa.get()
    assert "Consta en la reserva 12-2026." in pagina.content.decode() and "Falta el renglón 266." in leer(pagina)
    assert 'value="negativa_reservada" checked' in pagina.content.decode()
    assert mesa.post().status_code == 302
    assert caso.resolucion.sentido == "entrega_total"


def test_redactar_begins_with_a_template_of_the_institution(elenco: Elenco) -> None:
    propia = PlantillaResolucion.objects.create(
        institucion=elenco.salud, nombre="Inexistencia", sentido="inexistencia", respuesta="No existe.", fundamento=["LAIP art. 42"]
    )
    ajena = PlantillaResolucion.objects.create(
        institucion=elenco.educacion, nombre="Ajena", sentido="inexistencia", respuesta="Texto ajeno."
    )
    mesa = Mesa(elenco, "redactar")
    assert "Inexistencia" in leer(mesa.get()) and "Ajena" not in leer(mesa.get())
    limpia = mesa.pagina
    mesa.pagina = f"{limpia}?plantilla={propia.pk}"
    cuerpo = mesa.get().content.decode()
    assert "No existe." in cuerpo and 'value="inexistencia" checked' in cuerpo and "LAIP art. 42" in cuerpo
    mesa.pagina = f"{limpia}?plantilla={ajena.pk}"
    assert "Texto ajeno." not in mesa.get().content.decode()


def test_the_sense_for_want_of_clarification_is_offered_only_where_one_waits(elenco: Elenco) -> None:
    assert "negativa_sin_aclaracion" not in Mesa(elenco, "redactar").get().content.decode()
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9))
    mesa = Mesa(elenco, "redactar")
    mesa.caso, mesa.pagina = caso, f"/oficina/{caso.folio}/redactar/"
    assert "negativa_sin_aclaracion" in mesa.get().content.decode()


@pytest.mark.parametrize(
    ("archivo", "dicho"),
    [
        (SimpleUploadedFile("v.csv", b""), "El archivo está vacío"),
        (SimpleUploadedFile("x.exe", b"MZ\x00\x01\x02"), "no es PDF, imagen"),
        (SimpleUploadedFile("g.csv", b"a" * 2000), "pasa del máximo"),
    ],
)
def test_adjuntar_says_what_is_wrong_with_a_file(elenco: Elenco, settings, archivo: SimpleUploadedFile, dicho: str) -> None:
    settings.DOCUMENTO_TAMANO_MAXIMO = 1000
    mesa = Mesa(elenco, "adjuntar")
    archivo.seek(0)
    respuesta = mesa.post(archivo=archivo)
    assert dicho in leer(respuesta) and mesa.hechos == 0


def test_adjuntar_says_before_what_it_takes(elenco: Elenco) -> None:
    texto = leer(Mesa(elenco, "adjuntar").get())
    assert "PDF, imagen PNG o JPEG, texto o CSV, DOCX, XLSX, ODT u ODS, sin macros. Hasta 25" in texto


def test_asignar_takes_a_unit_or_a_person_of_the_house_alone(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "asignar")
    cuerpo = mesa.get().content.decode()
    assert f'value="{elenco.compras.pk}:{elenco.el_enlace.persona_id}"' in cuerpo and "una_extrana" not in cuerpo
    assert mesa.post(destino=f"{elenco.compras.pk}:{elenco.el_enlace.persona_id}").status_code == 302
    assert Asignacion.objects.get(solicitud__folio=mesa.caso.folio, fecha_interna="2026-03-10").persona_id == elenco.el_enlace.persona_id


def test_asignar_for_a_day_that_has_passed_says_so_at_its_field(elenco: Elenco) -> None:
    respuesta = Mesa(elenco, "asignar").post(fecha_interna="2026-01-05")
    assert "La fecha interna ya pasó." in leer(respuesta) and 'id="id_fecha_interna_error"' in respuesta.content.decode()


def test_whoever_drafted_cannot_review_nor_sign(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "firmar")
    Resolucion.objects.update(redactora=elenco.el_firmante.persona_id)
    assert mesa.get().status_code == 403 and "Usted la redactó" in leer(mesa.get())
    assert mesa.post().status_code == 403 and mesa.hechos == 0


def test_the_text_of_an_act_is_shown_and_never_run(elenco: Elenco) -> None:
    mesa = Mesa(elenco, "prorrogar")
    mesa.post(motivo='<script>alert(1)</script>{{ 7|add:"1" }}')
    mesa.pagina = f"/oficina/{mesa.caso.folio}/"
    cuerpo = mesa.get().content.decode()
    assert "<script>alert(1)" not in cuerpo and "&lt;script&gt;alert(1)" in cuerpo and "{{ 7|add" in cuerpo


@pytest.mark.parametrize("ruta", ["aclarar", "desistir", "vencer", "interponer-recurso", "presentar", "notificar", "no-existe"])
def test_what_is_no_act_of_an_institution_has_no_page(elenco: Elenco, ruta: str) -> None:
    caso = un_expediente(elenco, "en_tramite")
    assert sign_in(Client(), elenco.la_oficial).get(f"/oficina/{caso.folio}/{ruta}/").status_code == 404


def test_another_press_of_a_signed_resolution_for_want_of_clarification_says_why(elenco: Elenco) -> None:
    caso = un_expediente(elenco, "en_aclaracion").at(cuando(3, 9)).answer(SIN_ACLARAR, hasta="firmar")
    mesa = Mesa(elenco, "resolver")
    mesa.caso, mesa.pagina, mesa.version = caso, f"/oficina/{caso.folio}/resolver/", str(caso.solicitud.version)
    caso.at(caso.ahora + timedelta(hours=1)).hacer("aclarar")
    respuesta = mesa.post()
    assert respuesta.status_code == 409 and "Quien solicita ya aclaró" in leer(respuesta)
    assert Solicitud.objects.get(folio=caso.folio).estado == "en_tramite"


def test_which_appeal_is_asked_only_where_two_wait(client: Client, elenco: Elenco, sesion: Sesion) -> None:
    """Silence and answer were both appealed: the authority says on which she decides; then there is nothing left to ask."""
    caso = un_expediente(elenco, "vencida")
    caso.hacer("interponer_recurso", causales=("sin_respuesta",))
    caso.at(cuando(3, 20)).answer(DENIEGA)
    caso.hacer("interponer_recurso", causales=("denegada",))
    ruta, datos = f"/oficina/{caso.folio}/decidir-recurso/", DATOS["decidir-recurso"][1](elenco)
    sesion(client, elenco.la_autoridad)
    with reloj.detenido_en(caso.ahora):
        assert "¿Sobre cuál recurso?" in leer(client.get(ruta))
        version = str(caso.solicitud.version)
        assert "Elija sobre cuál recurso" in leer(client.post(ruta, datos | {"version": version}))
        client.post(ruta, datos | {"version": version, "recurso": "2"})
        assert "¿Sobre cuál recurso?" not in leer(client.get(ruta))
    assert list(Recurso.objects.order_by("ordinal").values_list("estado", flat=True)) == ["interpuesto", "decidido"]
