/* The table of Explore: columns as dashboard/explore_columns.py makes them, never taken apart into cells. */
(function () {
  "use strict";

  const { make } = window.curvePage;
  const GRID = "explore-grid";
  const WIDTHS = { Area: 210, Measure: 240, Group: 240, Unit: 110, Code: 120, Period: 210, Source: 320, "Each year is": 240 };

  const at = (id) => document.getElementById(id);
  const counted = (number, one, many) => `${number.toLocaleString("en-GB")} ${number === 1 ? one : many}`;

  function item(symbol, words) {
    return make("li", {}, make("b", {}, symbol), ` ${words}`);
  }

  const cellOf = (params, column) => {
    const row = params.data.row;
    const value = column.values[row];
    const shown = column.shown[row];
    const flags = column.flags[row];
    const words = shown !== undefined ? shown : value === null ? "–" : String(value);
    return flags ? `${words} (${flags.join(", ")})` : words;
  };

  function define(column, place, reasons, narrowScreen) {
    const head = { colId: String(place), headerName: column.title, headerTooltip: column.title, autoHeaderHeight: false };
    if (column.words) {
      const width = WIDTHS[column.title] || 160;
      return {
        ...head, width: narrowScreen ? Math.min(width, 150) : width, minWidth: 90, flex: 0,
        hide: narrowScreen && column.words.length < 2 && place > 0, // the caption says it
        filter: "agTextColumnFilter",
        pinned: place === 0 && !narrowScreen ? "left" : null,
        valueGetter: (params) => column.words[column.at[params.data.row]],
        tooltipValueGetter: (params) => params.value,
      };
    }
    const many = Object.keys(column.flags).length;
    return {
      ...head, type: "rightAligned", filter: "agNumberColumnFilter", minWidth: many ? 170 : column.title.length > 14 ? 128 : 112, flex: 1,
      valueGetter: (params) => column.values[params.data.row],
      valueFormatter: (params) => cellOf(params, column),
      tooltipValueGetter: (params) => {
        const status = column.missing[params.data.row];
        if (status) return `${status}: ${reasons[status]}`;
        return column.values[params.data.row] === null ? "no figure is published" : null;
      },
      cellClass: (params) => `ag-right-aligned-cell${column.values[params.data.row] === null ? " missing" : ""}`,
    };
  }

  function showKey(table) {
    const known = Object.entries(table.reasons).map(([status, words]) => item(status, words));
    const gaps = table.columns.some((column) => column.values && column.values.some((value, row) => value === null && !column.missing[row]));
    if (gaps) known.push(item("–", "no figure is published"));
    at("explore-key").replaceChildren(...known);
  }

  function fill(grid, table) {
    const narrowScreen = window.innerWidth < 700;
    const long = table.columns.some((column) => column.title.length > 14);
    grid.updateGridOptions({
      headerHeight: long ? 76 : 46,
      columnDefs: table.columns.map((column, place) => define(column, place, table.reasons, narrowScreen)),
      rowData: Array.from({ length: table.rows }, (_, row) => ({ row })),
    });
  }

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.exploreTable = {
    /* The table with its notes in a block of the page; `wanted` says whether it is still asked for. */
    async show(table, figures, wanted) {
      const grid = await window.dash_ag_grid.getApiAsync(GRID);
      if (!wanted()) return;
      fill(grid, table);
      const block = document.querySelector(".explore-figures");
      at("explore-count").textContent = `${counted(table.rows, "row", "rows")}, ${counted(figures, "figure", "figures")}: ${table.caption}`;
      block.querySelector(".block-labels").replaceChildren(
        ...table.labels.map((label) => make("span", { class: `tag tag-${label.split(",")[0].toLowerCase()}` }, label))
      );
      block.querySelector(".block-notes").replaceChildren(...table.notes.map((note) => make("p", {}, note)));
      block.querySelector(".block-source").textContent = table.source;
      showKey(table);
      window.dash_clientside.present.made(block.dataset.block, table.version);
      block.removeAttribute("aria-busy");
      block.classList.remove("explore-waiting");
    },
  };
})();
