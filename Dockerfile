# The Account File for a team; docker-compose.yml starts it beside PostgreSQL and Redis.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements.txt requirements-dev.txt ./
RUN python -m venv /venv \
 && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
 && python -m venv /tools \
 && /tools/bin/pip install --no-cache-dir --require-hashes -r requirements-dev.txt
ENV PATH=/venv/bin:/tools/bin:$PATH
COPY package.json package-lock.json .npmrc ./
RUN PATH=/tools/bin:$PATH npm ci --silent
COPY . .
RUN mkdir -p var/assets \
 && PATH=/tools/bin:$PATH npm run -s build -- --outdir=var/assets \
 && SECRET_KEY=build STATIC_COLLECTED=1 python manage.py collectstatic --noinput -v0 \
 && rm -rf node_modules var/assets && mkdir -p var/media

FROM python:3.11-slim-bookworm
RUN apt-get update -qq \
 && apt-get install -y -qq --no-install-recommends \
      postgresql-client libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 graphviz fonts-inter fonts-dejavu-core \
      fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji fonts-symbola \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 accountfile
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build --chown=accountfile /app /app
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 STATIC_COLLECTED=1 PORT=8000
USER accountfile
VOLUME /app/var/media
EXPOSE 8000
# One heap for all threads that gives back what it does not need, as in Procfile: a web worker stays a tenth smaller.
CMD ["sh", "-c", "PYTHONMALLOC=malloc MALLOC_ARENA_MAX=1 MALLOC_TRIM_THRESHOLD_=65536 MALLOC_MMAP_THRESHOLD_=65536 exec gunicorn accountfile.wsgi --bind 0.0.0.0:$PORT --workers ${WEB_WORKERS:-3} --threads 4 --max-requests 5000 --max-requests-jitter 500 --no-control-socket --worker-tmp-dir /dev/shm"]
