"""How gunicorn serves the dashboard: from the same settings as everything else."""

from dashboard.config import Settings

_settings = Settings()

bind = f"{_settings.host}:{_settings.port}"
workers = _settings.web_workers
worker_class = "gthread"
threads = _settings.web_threads
preload_app = True
keepalive = 75  # longer than proxies in front hold a connection, or they would be cut off in mid-request
timeout = 60
graceful_timeout = 20
max_requests = 100_000
max_requests_jitter = 10_000
control_socket_disable = True
accesslog = None  # callbacks/logs.py writes one line a request
loglevel = _settings.log_level.lower()


def post_worker_init(worker):  # type: ignore[no-untyped-def]
    """Warm up each worker before it takes requests: Dash builds its tables on the first one, and not thread-safely."""
    client = worker.app.wsgi().test_client()
    for path in ("/", "/_dash-dependencies", "/_dash-layout", "/api/v1/export/figure?chart=trends"):
        client.get(path, headers={"Referer": "http://localhost/trends"})
