import io

import openpyxl
from flask.testing import FlaskClient

from callbacks.downloads import TEMPLATE_CSV, TEMPLATE_XLSX
from dashboard.exports.local_template import HEADER


def test_the_template_is_there_as_text_and_as_a_workbook(client: FlaskClient) -> None:
    text = client.get(TEMPLATE_CSV)
    assert text.data.decode("utf-8-sig") == ",".join(HEADER) + "\r\n"
    assert text.headers["Content-Disposition"] == 'attachment; filename="council-figures-template.csv"'
    book = openpyxl.load_workbook(io.BytesIO(client.get(TEMPLATE_XLSX).data))
    assert book.sheetnames[0] == "Figures"
    assert "leeds-west" in {row[0].value for row in book["Areas"].iter_rows()}


def test_the_template_is_not_sent_twice(client: FlaskClient) -> None:
    for address in (TEMPLATE_CSV, TEMPLATE_XLSX):
        stamp = client.get(address).headers["ETag"]
        assert client.get(address, headers={"If-None-Match": stamp}).status_code == 304
