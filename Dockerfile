# One image for web, worker, beat and migrations: the command says which.
FROM python:3.11-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy PATH="/sitio/.venv/bin:$PATH"

RUN apt-get update \
    && apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && pip install --no-cache-dir uv==0.13.9 \
    && useradd --system --create-home --home-dir /sitio --shell /usr/sbin/nologin solicitudes \
    && install -d -o solicitudes /datos

WORKDIR /sitio
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-cache
COPY . .

# The values are of this step only: collecting needs the settings to load, not to be true.
RUN MODO=completo VAR_DIR=/datos SECRET_KEY=solo-para-reunir-los-archivos-estaticos URL_BASE=https://localhost \
    DATABASE_URL=postgres://nadie@127.0.0.1/nada EMAIL_URL=smtp://127.0.0.1 DEFAULT_FROM_EMAIL=nadie@localhost \
    python manage.py collectstatic --noinput

USER solicitudes
ENV MODO=completo VAR_DIR=/datos
VOLUME /datos
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", \
     "--respawn-failed-workers", "--workers-kill-timeout", "30", "--log-level", "warning", "config.wsgi:application"]
