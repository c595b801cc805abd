"""How gunicorn serves the dashboard: from the same settings as everything else."""

import gc
from threading import Thread

from dashboard.config import Settings

_settings = Settings()

bind = f"{_settings.host}:{_settings.port}"
workers = _settings.web_workers
worker_class = "gthread"
threads = _settings.web_threads
preload_app = True
keepalive = 75  # longer than proxies in front hold a connection, or they would be cut off in mid-request
limit_request_line = 8190  # a link of Explore may name a hundred measures
timeout = 60
graceful_timeout = 20
max_requests = 100_000
max_requests_jitter = 10_000
control_socket_disable = True
accesslog = None  # callbacks/logs.py writes one line a request
loglevel = _settings.log_level.lower()


def when_ready(server):  # type: ignore[no-untyped-def]
    """Leave what the workers share out of every later search for garbage, so that its memory stays shared."""
    gc.freeze()


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    """Warm up each worker: Dash builds its tables on the first request, and not thread-safely, so before there are any.

    The pages that readers open first are made while the worker answers already.
    """
    client = worker.app.wsgi().test_client()

    def visit(*paths):  # type: ignore[no-untyped-def]
        for path in paths:
            client.get(path, headers={"Referer": "http://localhost/trends"})

    visit("/", "/_dash-dependencies", "/_dash-layout")
    pages = [f"/api/v1/export/figure?chart={name}" for name in ("trends", "overview")]
    pages.append("/api/v1/explore/options")  # reads how far every figure reaches
    Thread(target=visit, args=pages, daemon=True).start()
