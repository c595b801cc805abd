"""Figures beside their budgets, in words for a terminal."""

from collections.abc import Sequence


def print_heading(words: str) -> None:
    """A blank line and a heading."""
    print(f"\n{words}\n{'─' * len(words)}", flush=True)


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Rows under columns; the first column is text, the others are numbers."""
    widths = [max(len(row[place]) for row in (columns, *rows)) for place in range(len(columns))]
    for row in (columns, *rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  ".join(cells), flush=True)


def judge(value: float, budget: float, *, at_least: bool = False) -> str:
    """✓ or ✗ with the budget."""
    kept = value >= budget if at_least else value <= budget
    return f"{'✓' if kept else '✗'} {'≥' if at_least else '≤'} {budget:,g}"


def compare(label: str, ours: float, unit: str, other: float, budget: float) -> list[str]:
    """A row: our figure, the reference's, their ratio, and whether it is within budget."""
    ratio = ours / other
    return [
        label,
        f"{ours:,.1f} {unit}",
        f"{other:,.1f} {unit}",
        f"{ratio:.2f} ×",
        judge(round(ratio, 2), budget) + " ×",
    ]


def absolute(label: str, ours: float, unit: str, budget: float, *, at_least: bool = False) -> list[str]:
    """A row with a budget in its own unit."""
    return [label, f"{ours:,.1f} {unit}", "", "", f"{judge(ours, budget, at_least=at_least)} {unit}"]


COLUMNS = ("", "ours", "reference", "ratio", "budget")
