"""Routes for those who run the service: is it up, is it ready, how is it doing."""

from time import perf_counter

from flask import Blueprint, Flask, Response, g, request

from callbacks.services import Services


def register(server: Flask, services: Services) -> None:
    """Add /healthz and /readyz, and /metrics where the settings ask for it."""
    blueprint = Blueprint("operations", __name__)

    @blueprint.get("/healthz")
    def healthz() -> Response:
        """The process is up."""
        return _plain("up")

    @blueprint.get("/readyz")
    def readyz() -> Response:
        """The database answers and a dataset is published; 503 otherwise."""
        try:
            version = services.repository.fetch_version()
        except Exception:
            return _plain("the database does not answer", 503)
        return _plain(f"data version {version}") if version else _plain("nothing is published yet", 503)

    if services.settings.metrics:
        _add_metrics(server, blueprint)
    server.register_blueprint(blueprint)


def _plain(words: str, status: int = 200) -> Response:
    return Response(words + "\n", status, {"Cache-Control": "no-store"}, mimetype="text/plain")


def _add_metrics(server: Flask, blueprint: Blueprint) -> None:
    """Requests and their durations by route, in the Prometheus text format; for one worker at a time."""
    from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest

    registry = CollectorRegistry()
    requests = Counter("requests", "Requests answered", ["route", "status"], registry=registry)
    seconds = Histogram("request_seconds", "Time to answer", ["route"], registry=registry)

    @server.before_request
    def start() -> None:
        g.started = perf_counter()

    @server.after_request
    def count(response: Response) -> Response:
        route = str(request.url_rule) if request.url_rule else "none"
        requests.labels(route, str(response.status_code)).inc()
        seconds.labels(route).observe(perf_counter() - g.started)
        return response

    @blueprint.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), mimetype="text/plain; version=0.0.4")
