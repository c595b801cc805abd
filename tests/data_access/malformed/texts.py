"""Files of text that must be refused: a name, the bytes, and words of the message that only this fault has."""

import gzip
import json
import re

from tests.data_access.malformed.case import Case

HEADER = "measure,area,period,numerator,denominator,value,status,note"
GOOD = "neet,leeds-east,2025-10,60,1200,5.0,,"
A_PROGRAM = b"\x90\x00\x03\x00\x00\x00\x04\x00" * 40


def sheet(*lines: str, header: str = HEADER) -> bytes:
    """A sheet in the template's shape; a line may leave out its last cells."""
    width = header.count(",")
    short = [width - re.sub('"[^"]*"', "", line).count(",") for line in lines]
    return "\n".join([header, *(line + "," * more for line, more in zip(lines, short, strict=True))]).encode() + b"\n"


def script_that_leaves_a_mark() -> bytes:
    return b"#!/bin/sh\ntouch executed\n"


def too_many_rows() -> bytes:
    return sheet(*[GOOD] * 100_001)


def more_megabytes_than_are_read() -> bytes:
    return sheet(GOOD) + b"neet,leeds-east,2025-10,60,1200,5.0,,\n" * 560_000


def a_million_columns() -> bytes:
    return (HEADER + "," * 999_992 + "\n" + GOOD + "," * 999_992 + "\n").encode()


TEXTS = [
    # --- what is no table of text
    Case("empty.csv", lambda: b"", "it is empty"),
    Case("blank-lines.csv", lambda: b"\n" * 5_000_000, "it is empty"),
    Case("header-only.csv", sheet, "it has no rows below the header"),
    Case("no-header.csv", lambda: sheet(GOOD, GOOD).split(b"\n", 1)[1], "holds figures, not the names of columns"),
    Case("utf-16-cut-off.csv", lambda: sheet(GOOD).decode().encode("utf-16")[:-1], "in UTF-16 and is cut off"),
    Case("utf-16-nul.csv", lambda: (sheet(GOOD).decode() + "a\0b").encode("utf-16"), "it holds NUL bytes"),
    Case("utf-16-without-mark.csv", lambda: sheet(GOOD).decode().encode("utf-16-le"), "it holds NUL bytes"),
    Case("utf-32.csv", lambda: sheet(GOOD).decode().encode("utf-32"), "it is written in UTF-32"),
    Case("nul-byte.csv", lambda: sheet(GOOD + "a\0b"), "it holds NUL bytes"),
    Case("control-characters.csv", lambda: sheet(GOOD + "\x07\x1b[2J"), "it holds control characters"),
    Case("unknown-encoding.csv", lambda: sheet(GOOD) + b"neet,\x81\x8d\n", "neither UTF-8 nor Windows-1252"),
    Case("row-too-long.csv", lambda: sheet(GOOD + ",x,y"), "the row has 10 cells, the header 8"),
    Case("row-too-short.csv", lambda: sheet(GOOD) + b"neet,leeds-east\n", "the row has 2 cells, the header 8"),
    Case(
        "open-quote.csv",
        lambda: sheet('neet,"leeds-east,2025-10,60,1200'),
        "a quotation mark is opened and never closed",
    ),
    Case("quote-in-a-cell.csv", lambda: sheet('neet,"le"eds-east,2025-10,6'), "its quotation marks do not match"),
    Case("huge-cell.csv", lambda: sheet(GOOD + "n" * 600_000), "a cell has more than 131,072 characters"),
    Case("huge-line.csv", lambda: sheet(GOOD + "n" * 2_100_000), "a line has more than two million characters"),
    Case("501-columns.csv", lambda: sheet(GOOD, header=HEADER + "," * 493), "it has 501 columns; at most 500 are read"),
    Case("million-columns.csv", a_million_columns, "it has 1,000,000 columns; at most 500 are read"),
    Case("too-many-rows.csv", too_many_rows, "it has more than 100,000 rows"),
    Case("too-large.csv", more_megabytes_than_are_read, "at most 20 MB are read"),
    # --- what is another kind of file
    Case("program.csv", lambda: b"MZ" + A_PROGRAM, "it is a Windows program, whatever its name says"),
    Case("program-for-linux.csv", lambda: b"\x7fELF" + A_PROGRAM, "it is a program, whatever its name says"),
    Case("script.csv", script_that_leaves_a_mark, "it is a script, whatever its name says"),
    Case("document.csv", lambda: b"%PDF-1.7\n" + A_PROGRAM, "it is a PDF document"),
    Case("picture.csv", lambda: b"\x89PNG\r\n\x1a\n" + A_PROGRAM, "it is a picture"),
    Case("page.csv", lambda: b"<html><body><table><tr><td>neet</td></tr></table>", "it is a web page"),
    Case("spreadsheet-2003.csv", lambda: b'<?xml version="1.0"?><Workbook/>', "it is an XML document"),
    Case("data.csv", lambda: json.dumps([{"measure": "neet"}]).encode(), "it is a JSON document"),
    Case("compressed.csv", lambda: gzip.compress(sheet(GOOD)), "it is a compressed archive"),
    Case("sheet.doc", lambda: sheet(GOOD), "its name must end in .csv, .txt, .tsv or .xlsx"),
    # --- columns
    Case("column-twice.csv", lambda: sheet(GOOD + ",1", header=HEADER + ",value"), "two columns have this name"),
    Case("column-without-name.csv", lambda: sheet(GOOD + ",x", header=HEADER + ","), "column 9 has no name"),
    Case(
        "no-column-for-the-area.csv",
        lambda: sheet("neet,2025,4.9", header="measure,period,value"),
        "no column is known to hold the area",
    ),
    Case(
        "no-column-of-figures.csv",
        lambda: sheet("neet,East,2025", header="measure,area,period"),
        "no column is known to hold the value, numerator or status",
    ),
    Case(
        "unknown-columns.csv",
        lambda: sheet("neet,East,2025,4.9", header="one,two,three,four"),
        "no column is known to hold the measure; this one may. Confirm it (--map measure=one)",
    ),
    Case(
        "undeclared-wide-sheet.csv",
        lambda: sheet("neet,East,4,5", header="measure,area,Sep 2025,Oct 2025"),
        "these may, one for each period. Confirm that each holds one period (--spread period)",
    ),
    Case(
        "records-of-children.csv",
        lambda: sheet(GOOD + ",A123", header=HEADER + ",UPN"),
        "a record of single children, of which nothing may be read here",
    ),
    # --- names
    Case("unknown-measure.csv", lambda: sheet("neat,leeds-east,2025,,,4.9"), "no measure has this code or name"),
    Case(
        "unknown-area.csv",
        lambda: sheet("neet,Leds,2025,,,4.9"),
        "no area has this code or name. Did you mean Leeds (E08000035)?\n",
    ),
    Case(
        "lost-zero.csv", lambda: sheet("neet,E8000035,2025,,,4.9"), "this code has lost a leading zero. Write E08000035"
    ),
    Case("ambiguous-area.csv", lambda: sheet("neet,Park School,2025,,,4.9"), "more than one area has this name"),
    Case(
        "former-ward.csv", lambda: sheet("neet,leeds-ward-armley-2004,2025,,,4.9"), "this place exists until 2 May 2018"
    ),
    Case(
        "unknown-group.csv",
        lambda: sheet(GOOD + ",left-handed", header=HEADER + ",breakdown"),
        "no breakdown has this code or name",
    ),
    Case("no-measure.csv", lambda: sheet(",leeds-east,2025,,,4.9"), "this cell must not be empty. Fill in the measure"),
    # --- periods
    Case(
        "future-period.csv",
        lambda: sheet("neet,Leeds,2099,,,4.9"),
        "this period lies in the future: it begins on 1 Dec",
    ),
    Case("future-day.csv", lambda: sheet("neet,Leeds,2099-01-31,,,4.9"), "it begins on 31 January 2099"),
    Case("years-too-far-apart.csv", lambda: sheet("neet,Leeds,2023-25,,,4.9"), "joins two years that do not follow"),
    Case(
        "overlapping-months.csv",
        lambda: sheet("neet,Leeds,Oct 2024 to Feb 2025,,,4.9"),
        "would overlap with those that are",
    ),
    Case(
        "period-twice.csv",
        lambda: sheet("neet,Leeds,2025,,,4.9", "neet,Leeds,2024/25,,,4.8"),
        "measure, area, period and breakdown are those of row 2, with a different figure",
    ),
    Case("no-period.csv", lambda: sheet("neet,Leeds,last winter,,,4.9"), "it is not a period like 2024/25"),
    Case("american-date.csv", lambda: sheet("neet,Leeds,10/31/2025,,,4.9"), "the day comes first, then the month"),
    Case("serial-date.csv", lambda: sheet("neet,Leeds,45961,,,4.9"), "number for 31 October 2025: write 2025-10-31"),
    Case("financial-quarter.csv", lambda: sheet("neet,Leeds,Q1 2025/26,,,4.9"), "write 2025-Q2 for Apr to Jun 2025"),
    # --- figures
    Case("over-100.csv", lambda: sheet("neet,Leeds,2025,,,104"), "“104”: a share cannot be over 100 %"),
    Case(
        "numerator-above-denominator.csv",
        lambda: sheet("neet,East,2025-10,130,120"),
        "numerator is larger than the denom",
    ),
    Case("negative-count.csv", lambda: sheet("neet,East,2025-10,-12,120"), "“-12”: a count cannot be negative"),
    Case("half-a-child.csv", lambda: sheet("neet,East,2025-10,12.5,120"), "“12.5”: a count must be a whole number"),
    Case("contradiction.csv", lambda: sheet("neet,East,2025-10,60,1200,5.3"), "the value contradicts its counts"),
    Case("share-beside-counts.csv", lambda: sheet("neet,East,2025-10,60,1200,0.05"), "looks like a share of one"),
    Case("mixed-units.csv", lambda: sheet("neet,Leeds,2024,,,0.045"), "about a hundredth of the usual 4.7 %"),
    Case("no-denominator.csv", lambda: sheet("neet,East,2025-10,60"), "a rate needs its denominator"),
    Case("infinite.csv", lambda: sheet("neet,Leeds,2025,,,inf"), "it is not a finite number"),
    Case("powers-of-ten.csv", lambda: sheet("neet,Leeds,2025,,,1e400"), "it is written in powers of ten"),
    Case("too-large-figure.csv", lambda: sheet("looked-after-number,Leeds,2025," + "9" * 30), "larger than any figure"),
    Case(
        "comma-for-decimals.csv", lambda: sheet('neet,Leeds,2025,,,"4,9"'), "its comma could mean thousands or decimals"
    ),
    Case(
        "words-for-a-number.csv", lambda: sheet("neet,East,2025-10,twelve,120"), "neither a number nor a known symbol"
    ),
    Case("percent-of-a-count.csv", lambda: sheet("neet,East,2025-10,5 %,120"), "a count is not a percentage"),
    Case("less-than-five.csv", lambda: sheet("neet,East,2025-10,<5,120"), "stands for a figure that was hidden"),
    Case(
        "spreadsheet-error.csv", lambda: sheet("neet,East,2025-10,12,120,#DIV/0!"), "it is an error of the spreadsheet"
    ),
    Case(
        "figure-and-symbol.csv", lambda: sheet("neet,Leeds,2025,,,4.9,c"), "there is a figure, and a symbol that says"
    ),
    Case(
        "hidden-but-counted.csv",
        lambda: sheet("neet,East,2025-10,3,120,,c"),
        "no figure to show, but the count gives it",
    ),
    Case("two-symbols.csv", lambda: sheet("neet,Leeds,2025,,,x,c"), "two different symbols are given for one figure"),
    Case("unknown-symbol.csv", lambda: sheet("neet,Leeds,2025,,,,q"), "it is not a known symbol"),
    Case(
        "score-with-numerator.csv",
        lambda: sheet("attainment-8,Leeds,2024/25,10,20,45"),
        "is a score and has no numerator",
    ),
    Case("two-counts.csv", lambda: sheet("looked-after-number,Leeds,2025,1498,,1499"), "value and numerator differ"),
    Case("same-figure-twice.csv", lambda: sheet(GOOD, GOOD), "are those of row 2, with the same figure"),
    # --- what a spreadsheet would run
    Case("formula.csv", lambda: sheet("neet,East,2025-10,=1+1,120"), "“=1+1”: it looks like a formula"),
    Case(
        "dde.csv",
        lambda: sheet("neet,=cmd|' /C touch executed'!A0,2025"),
        "“=cmd|' /C touch executed'!A0”: it looks like",
    ),
    Case("function.csv", lambda: sheet('"@SUM(1,1)",Leeds,2025,,,4.9'), "“@SUM(1,1)”: it looks like a formula"),
]
