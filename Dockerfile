# The same steps as `make run`: install the pinned packages, load the shipped figures, serve.
#
#   docker build -t turning-the-curve .
#   docker run -p 127.0.0.1:8050:8050 -v figures:/app/instance turning-the-curve

FROM python:3.11-slim AS packages
RUN python -m venv /venv
COPY requirements.txt .
RUN /venv/bin/pip install --no-cache-dir --disable-pip-version-check -r requirements.txt

FROM python:3.11-slim
# PNG, SVG and PDF made by the server need Chromium (about 400 MB): docker build --build-arg CHROMIUM=yes
# Without it the page's own buttons still make pictures, in the reader's browser.
ARG CHROMIUM=no
RUN if [ "$CHROMIUM" = yes ]; then \
        apt-get update && apt-get install -y --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*; \
    fi
RUN useradd --create-home --uid 10001 dashboard && install -d -o dashboard -g dashboard /app/instance
COPY --from=packages /venv /venv
COPY . /app
RUN /venv/bin/python -m compileall -q /app
WORKDIR /app
USER dashboard
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0 PORT=8050
VOLUME /app/instance
EXPOSE 8050
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import os, urllib.request as r; r.urlopen(f'http://127.0.0.1:{os.environ[\"PORT\"]}/readyz', timeout=4)"]
CMD ["sh", "-c", "python -m data_access init && exec python app.py"]
