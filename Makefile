# The only interface of the project: `make help` lists it. Needs Python 3.11 or newer, git and make.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo estilos idiomas pantallas test fuzz bench lint format diagrama coleccion up limpiar lock mutantes profundo

PY := .venv/bin/python
ARGS ?=
# Each worker takes its own half, file by file, and then what is left of another's: what a file shares is made once.
A_LA_VEZ := -n auto --dist worksteal

# What can differ from one database to the other: constraints, locks, queries, lists, the outbox; what only multiplies acts by roles runs once.
SOBRE_POSTGRES := tests/solicitudes tests/notifications tests/documentos/test_emision.py tests/documentos/test_modelo.py tests/informes \
	tests/test_expedientes.py tests/test_expedientes_recurso.py tests/test_expedientes_datos.py tests/portal/oficina/test_bandeja.py tests/config/test_camino_completo.py \
	$(addprefix tests/api/test_,cuerpos.py eventos.py idempotencia_a_la_vez.py listas.py presentar_idempotencia.py) \
	$(addprefix --ignore=tests/solicitudes/,sugerencias test_matriz.py test_consecuencias.py)

help: ## esta lista
	@grep -hE '^[a-z]+:.*## ' Makefile | sort | sed -E 's/^([a-z]+):.*## (.*)/  make \1|\2/' | column -t -s '|' 2>/dev/null \
		|| grep -hE '^[a-z]+:.*## ' Makefile

.venv/listo: uv.lock bin/preparar
	@sh bin/preparar
	@touch $@

demo: export MODO = embebido
demo: .venv/listo ## el trabajo principal de punta a punta, y después el portal en http://127.0.0.1:8000 (SERVE=0: solo el trabajo)
	@$(PY) manage.py migrate --noinput --verbosity 0
	@$(PY) manage.py cargar_directorio
	@$(PY) manage.py demo
ifneq ($(SERVE),0)
	@$(PY) manage.py up
endif

test: .venv/listo ## todas las pruebas, sobre SQLite y, si responde, sobre PostgreSQL (ARGS="-k prorrogar")
	$(PY) -m pytest $(A_LA_VEZ) $(ARGS)
	@if url=$$($(PY) -m tests.servicios); then \
		echo "Segunda pasada, sobre PostgreSQL"; \
		DATABASE_URL="$$url" $(PY) -m pytest $(A_LA_VEZ) -m "not chromium" $(SOBRE_POSTGRES) $(ARGS); \
	else \
		echo "PostgreSQL no responde (POSTGRES_URL): se omitió la segunda pasada."; \
		test "$$REQUIRE_SERVICES" != 1; \
	fi

fuzz: .venv/listo ## la API ante cien mil peticiones hechas desde su esquema (ARGS="-k actos")
	AZAR=1 FUZZ=450 $(PY) -m pytest tests/api/test_esquema_vivo.py tests/api/test_esquema_enlazado.py $(A_LA_VEZ) $(ARGS)

mutantes: .venv/listo ## cambia la ley línea a línea y mira si alguna prueba lo nota: de minutos a horas (ARGS="workflow.plazos*")
	nice -n 15 $(PY) -m tests.workflow.mutantes $(ARGS)

profundo: .venv/listo ## miles de pasos de un expediente en manos de cualquiera (DATABASE_URL elige PostgreSQL)
	PROFUNDO=1 $(PY) -m pytest tests/solicitudes/test_estado_maquina.py $(ARGS)

bench: .venv/listo ## las medidas de docs/rendimiento.md, sobre PostgreSQL
	$(PY) -m bench $(ARGS)

lint: .venv/listo ## estilo, tipos, capas, migraciones, esquema de la API y seguridad de los ajustes
	$(PY) -m ruff check .
	$(PY) -m ruff format --check --quiet .
	$(PY) -m mypy workflow solicitudes documentos notifications informes api portal config clientes/python/solicitudes_cliente
	.venv/bin/lint-imports --no-logo
	$(PY) manage.py check --fail-level WARNING
	MODO=completo SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') URL_BASE=https://acceso.example \
		DATABASE_URL=postgres://nadie@127.0.0.1/nada EMAIL_URL=smtp://127.0.0.1 DEFAULT_FROM_EMAIL=nadie@acceso.example \
		ARCHIVO_ENV=/dev/null $(PY) manage.py check --deploy --fail-level WARNING
	$(PY) manage.py makemigrations --check --dry-run
	$(PY) manage.py spectacular --validate --fail-on-warn --file /dev/null

format: .venv/listo ## da formato al código
	$(PY) -m ruff check --fix --quiet .
	$(PY) -m ruff format .

diagrama: .venv/listo ## dibuja docs/estados.md desde workflow/transiciones.py
	$(PY) manage.py diagrama

coleccion: .venv/listo ## hace docs/coleccion/ desde el esquema de la API, para Bruno y Postman
	DJANGO_SETTINGS_MODULE=config.settings $(PY) -m api.coleccion

estilos: ## compila el CSS del portal (necesita Node; solo para cambiarlo)
	cd portal/estilos && npm ci --no-audit --no-fund --silent && npm run --silent construir

idiomas: .venv/listo ## lleva los textos nuevos a locale/ y compila los catálogos (necesita gettext; solo para traducir)
	$(PY) manage.py makemessages --all --no-obsolete --no-wrap --add-location file
	$(PY) manage.py compilemessages --ignore .venv

pantallas: .venv/listo ## hace docs/pantallas/ de nuevo, con Chromium
	PANTALLAS=1 REQUIRE_SERVICES=1 $(PY) -m pytest tests/portal -k 'accessible_and_fit' $(A_LA_VEZ) -q

up: .venv/listo ## portal, API, trabajador y reloj, hasta Ctrl-C
	@$(PY) manage.py up $(ARGS)

lock: .venv/listo ## renueva uv.lock dentro de los rangos de pyproject.toml
	.herramientas/bin/uv lock --upgrade

limpiar: ## borra el entorno, los datos de var/ y lo que las herramientas dejan
	rm -rf .venv .herramientas var staticfiles mutants .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
