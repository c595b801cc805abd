"""What an uploaded file is, by its content: its name is only asked whether it says the same."""

import codecs
from pathlib import PurePath
from typing import Literal

from data_access.importers.fault_list import FaultList

Kind = Literal["csv", "xlsx"]

SAVE_AS_CSV = "Save it as “CSV UTF-8 (comma delimited)” or as an Excel workbook (.xlsx)"
SAVE_AS_XLSX = "Save it as an Excel workbook (.xlsx), or as “CSV UTF-8 (comma delimited)”"
_NAMES: dict[str, Kind] = {".csv": "csv", ".txt": "csv", ".tsv": "csv", ".xlsx": "xlsx"}

# How a file begins that is neither a table of text nor a workbook, and what it is then.
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", "a Windows program"),
    (b"\x7fELF", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"#!", "a script"),
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a Word document"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"7z\xbc\xaf", "a compressed archive"),
    (b"Rar!", "a compressed archive"),
    (b"BZh", "a compressed archive"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
)
_OTHER_TEXTS: tuple[tuple[bytes, str], ...] = (  # in small letters
    (b"<html", "a web page"),
    (b"<!doctype html", "a web page"),
    (b"<table", "a web page"),
    (b"<script", "a web page"),
    (b"<?php", "a script"),
    (b"<?xml", "an XML document"),
    (b"{", "a JSON document"),
    (b"[", "a JSON document"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def find_kind(file: str, data: bytes, most_mb: int, faults: FaultList) -> Kind | None:
    """Whether the bytes are read as text or as a workbook; None, and a fault, where they are neither."""
    if not data.strip():
        faults.add(file, 0, "", "", "it is empty", "Save it again, with a header and a row for each figure")
        return None
    if len(data) > most_mb * 1_000_000:
        rule = f"it has {len(data) / 1e6:,.1f} MB; at most {most_mb} MB are read"
        faults.add(file, 0, "", "", rule, "Split it, or check that it is a sheet of totals and not of records")
        return None
    named = _NAMES.get(PurePath(file).suffix.lower())
    found: Kind = "xlsx" if data.startswith(_ZIP) else "csv"
    other = _find_other(data)
    if other is not None:
        faults.add(file, 0, "", "", *other)
        return None
    if named is None:
        rule = "its name must end in .csv, .txt, .tsv or .xlsx"
        faults.add(file, 0, "", PurePath(file).suffix, rule, SAVE_AS_XLSX)
        return None
    if named != found:
        is_now = "an archive or a workbook" if found == "xlsx" else "plain text"
        rule = f"its name says {PurePath(file).suffix.lower()}, but it is {is_now}"
        faults.add(file, 0, "", "", rule, "Open it in Excel and save it under the right type")
        return None
    return found


def _find_other(data: bytes) -> tuple[str, str] | None:
    """The rule that the bytes break by being something else, and the remedy; None where they may be a sheet."""
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            return "it is protected by a password", "Remove the password in Excel (File, Info), then save it"
        return "it is a workbook of the old kind (.xls)", "Save it as an Excel workbook (.xlsx)"
    opening = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for start, marks in ((data, _OTHERS), (opening, _OTHER_TEXTS)):
        found = next((words for mark, words in marks if start.startswith(mark)), None)
        if found is not None:
            return f"it is {found}, whatever its name says", SAVE_AS_XLSX
    return ("it is written in UTF-32", SAVE_AS_CSV) if data.startswith(codecs.BOM_UTF32_LE) else None
