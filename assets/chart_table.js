/* The table under a chart, from the form in which callbacks/chart_block.py sends it. */
(function () {
  "use strict";

  const { make } = window.curvePage;

  function cell(value, column, first, reasons) {
    const [shown, status, ...flags] = Array.isArray(value) ? value : [value];
    const made = make(first ? "th" : "td", first ? { scope: "row" } : { class: column[1] }, shown);
    if (status) {
      made.append(make("span", { class: "visually-hidden" }, ` ${reasons[status]}`));
      made.title = reasons[status];
      made.classList.add("missing");
    }
    for (const flag of flags) made.append(" ", make("span", { class: `flag flag-${flag}` }, flag));
    return made;
  }

  function buildTable({ caption, columns, rows, reasons }) {
    const head = columns.map(([title, kind, unit]) =>
      make("th", { scope: "col", class: kind }, title, ...(unit ? [make("span", { class: "unit" }, ` ${unit}`)] : []))
    );
    const body = rows.map((row) => make("tr", {}, ...row.map((value, at) => cell(value, columns[at], at === 0, reasons))));
    const table = make(
      "table", {}, make("caption", {}, caption), make("thead", {}, make("tr", {}, ...head)), make("tbody", {}, ...body)
    );
    const keys = Object.entries(reasons).map(([status, words]) => make("li", {}, make("b", {}, status), ` ${words}`));
    const scroller = make("div", { class: "table-scroll", tabindex: "0", role: "region", "aria-label": caption }, table);
    return keys.length ? [scroller, make("ul", { class: "table-key" }, ...keys)] : [scroller];
  }

  window.curveTable = { build: buildTable };
})();
