import json

import structlog

from callbacks.logs import configure_logs


def test_a_request_is_one_line_with_the_id_of_its_answer_and_nothing_of_the_reader(client, capsys):
    before = structlog.get_config()
    try:
        configure_logs("INFO")
        answer = client.get("/trends?secret=1", headers={"User-Agent": "secret", "Referer": "http://secret/"})
        client.get("/healthz")
    finally:
        structlog.configure(**before)
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["path"], line["status"]) for line in lines] == [("/trends", 200)]
    assert lines[0]["request_id"] == answer.headers["X-Request-Id"]
    assert "secret" not in json.dumps(lines)
