/* The Explore page: what may be chosen, and the table. Both come from the API for the query of the page
   (callbacks/api/explore.py); the table comes as columns and is never taken apart into cells. */
(function () {
  "use strict";

  const CHIPS = 8; // more than these are counted
  const KINDS = {
    measures: { one: "measure", all: true },
    areas: { one: "area", all: false },
    groups: { one: "group", all: true },
  };
  const WIDTHS = { Area: 210, Measure: 240, Group: 240, Unit: 110, Code: 120, Period: 210, Source: 320, "Each year is": 240 };
  const REMEMBERED = 12; // tables
  let query = "";
  let options = null;
  let latest = 0; // the question whose answer is awaited
  let following = null; // stops what is being fetched for an earlier choice
  const kept = new Map(); // query -> table

  const at = (id) => document.getElementById(id);
  const picker = (kind) => document.querySelector(`[data-pick="${kind}"]`);
  const figures = () => document.querySelector(".explore-figures");

  function make(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name in made && typeof value !== "string") made[name] = value;
      else made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  const pick = (changes) => window.dash_clientside.selection.pick(changes);

  /* ---- choosing ------------------------------------------------------------------------------------------------- */

  const listed = (kind) => options.offers[kind].flatMap(([, members]) => members);

  function choose(kind, wanted) {
    const most = options.longest[kind] || wanted.length;
    const values = wanted.slice(0, most);
    if (wanted.length > most) {
      const words = `A link names at most ${most} ${kind}: the first ${most} are shown.`;
      picker(kind).querySelector(".pick-count").textContent = words;
    }
    if (values.join() === options.chosen[kind].join()) return showOptions(kind);
    return pick({ [kind]: values.join(",") });
  }

  function toggle(kind, value, on) {
    const chosen = options.chosen[kind].filter((each) => each !== value);
    choose(kind, on ? [...chosen, value] : chosen);
  }

  function showChips(kind) {
    const words = new Map(listed(kind).map((option) => [option[0], option]));
    const chosen = options.chosen[kind].map((value) => words.get(value) || [value, value, "", ""]);
    const chips = chosen.slice(0, CHIPS).map(([value, text, , why]) => {
      const chip = make("li", { class: "pick-chip" }, make("span", {}, text));
      if (why) {
        chip.title = `It stays: it is ${why}`;
      } else {
        const remove = make("button", { type: "button", class: "pick-remove", "aria-label": `Remove ${text}` }, "×");
        remove.addEventListener("click", () => {
          toggle(kind, value, false);
          picker(kind).querySelector("summary").focus();
        });
        chip.append(remove);
      }
      return chip;
    });
    if (chosen.length > CHIPS) chips.push(make("li", { class: "pick-more" }, `and ${chosen.length - CHIPS} more`));
    picker(kind).querySelector(".pick-chips").replaceChildren(...chips);
  }

  function buildPanel(kind) {
    const place = picker(kind).querySelector(".pick-choose");
    if (place.firstChild) return;
    const id = `explore-search-${kind}`;
    const search = make("input", { type: "search", id, autocomplete: "off", class: "pick-input" });
    const panel = make(
      "div", { class: "pick-panel" },
      make("label", { for: id }, `Search ${kind}`),
      search,
      make("p", { class: "pick-count quiet-words", role: "status" }),
      make("div", { class: "pick-options" })
    );
    const details = make("details", { class: "disclosure pick-list" }, make("summary", { class: "button" }, "Choose", make("span", { class: "visually-hidden" }, ` ${kind}`)), panel);
    search.addEventListener("input", () => narrow(kind));
    details.addEventListener("toggle", () => {
      if (!details.open) return;
      showOptions(kind);
      search.focus();
    });
    details.addEventListener("change", (event) => {
      if (event.target.type === "checkbox") changed(kind, event.target);
    });
    details.addEventListener("click", (event) => {
      const all = event.target.closest("[data-all]");
      if (all) chooseAll(kind, all.dataset.all);
    });
    place.append(details);
  }

  function changed(kind, box) {
    if (box.getAttribute("aria-disabled") === "true") box.checked = !box.checked; // it says why beside its name
    else toggle(kind, box.value, box.checked);
  }

  function chooseAll(kind, heading) {
    const members = options.offers[kind].find(([title]) => title === heading)[1];
    const free = members.filter(([value, , , why]) => !why && !options.chosen[kind].includes(value)).map(([value]) => value);
    const chosen = options.chosen[kind];
    const whole = members.every(([value, , , why]) => why || chosen.includes(value));
    const own = new Set(members.map(([value]) => value));
    const left = chosen.filter((value) => !own.has(value));
    choose(kind, whole && left.length ? left : [...chosen, ...free]);
  }

  const shape = (kind) => JSON.stringify(options.offers[kind].map(([title, members]) => [title, members.map(([value]) => value)]));

  /* The options of an open panel: made once, and brought up to date in place, so that the focus stays where it is. */
  function showOptions(kind) {
    const details = picker(kind).querySelector("details");
    if (!details.open) return;
    const panel = details.querySelector(".pick-options");
    const wanted = shape(kind);
    if (panel.shape !== wanted) {
      panel.shape = wanted;
      panel.replaceChildren(...options.offers[kind].map(([title, members]) => buildHeading(kind, title, members)));
      narrow(kind);
    }
    const chosen = new Set(options.chosen[kind]);
    for (const [title, members] of options.offers[kind]) {
      const heading = panel.querySelector(`[data-heading="${CSS.escape(title)}"]`);
      const whys = new Set(members.map(([, , , why]) => why));
      const none = whys.size === 1 && !whys.has("") && !members.some(([value]) => chosen.has(value));
      heading.querySelector(".pick-none").textContent = none && members.length > 1 ? [...whys][0] : "";
      heading.classList.toggle("pick-unavailable", none && members.length > 1);
      for (const [value, , , why] of members) {
        const box = heading.boxes.get(value);
        box.checked = chosen.has(value);
        if (why) box.setAttribute("aria-disabled", "true");
        else box.removeAttribute("aria-disabled");
        box.parentElement.querySelector(".pick-why").textContent = why ? ` · ${why}` : "";
      }
    }
  }

  function buildHeading(kind, title, members) {
    const group = make("fieldset", { class: "pick-group", "data-heading": title }, make("legend", {}, title));
    if (KINDS[kind].all && members.length > 1) {
      group.append(make("button", { type: "button", class: "button quiet pick-all", "data-all": title, "aria-label": `All of ${title}` }, "All"));
    }
    group.append(make("p", { class: "pick-none quiet-words" }));
    group.boxes = new Map();
    for (const [value, words, hint] of members) {
      const box = make("input", { type: "checkbox", value });
      const option = make("label", { class: "pick-option" }, box, make("span", { class: "pick-words" }, words, make("span", { class: "pick-why" })));
      if (hint && hint !== words) option.title = hint;
      option.sought = `${words} ${hint}`.toLowerCase();
      group.boxes.set(value, box);
      group.append(option);
    }
    return group;
  }

  function narrow(kind) {
    const details = picker(kind).querySelector("details");
    const sought = details.querySelector("input").value.toLowerCase().split(/\s+/).filter(Boolean);
    let found = 0;
    let all = 0;
    for (const group of details.querySelectorAll(".pick-group")) {
      let here = 0;
      for (const option of group.querySelectorAll(".pick-option")) {
        all += 1;
        option.hidden = !sought.every((part) => option.sought.includes(part));
        if (!option.hidden) here += 1;
      }
      group.hidden = !here;
      found += here;
    }
    details.querySelector(".pick-count").textContent = sought.length ? `${found} of ${all} match` : `${all} to choose from`;
  }

  function showYears() {
    for (const place of document.querySelectorAll("[data-year]")) {
      const name = place.dataset.year;
      const id = `explore-${name}`;
      if (!place.firstChild) {
        const select = make("select", { id });
        select.addEventListener("change", () => pick({ [name]: select.value }));
        place.append(make("label", { for: id }, place.dataset.words), select);
      }
      const select = place.querySelector("select");
      const open = make("option", { value: "" }, name === "from" ? "First" : "Latest");
      const years = options.years[name].map(([value, words, , why]) => {
        const option = make("option", { value }, why ? `${words}: ${why}` : words);
        option.disabled = Boolean(why);
        return option;
      });
      select.replaceChildren(open, ...(name === "to" ? years.reverse() : years));
      select.value = new URLSearchParams(query).get(name) || "";
    }
  }

  function showChoice() {
    for (const kind of Object.keys(KINDS)) {
      buildPanel(kind);
      showChips(kind);
      showOptions(kind);
    }
    showYears();
    const form = new URLSearchParams(query).get("table") || "wide";
    for (const button of figures().querySelectorAll("[data-table]")) {
      button.setAttribute("aria-pressed", String(button.dataset.table === form));
    }
    at("choice-sentence").textContent = options.sentence;
    document.title = `Explore: ${options.sentence} – Turning the Curve`;
    at("explore-api").href = options.api;
    const message = at("explore-message");
    message.hidden = !options.message;
    message.replaceChildren(options.message ? `${options.message}. ` : "", make("a", { href: "/explore" }, "Start again"));
    figures().hidden = Boolean(options.message);
    for (const link of figures().querySelectorAll("a[data-export]")) {
      link.href = `/api/v1/export/data?chart=explore&format=${link.dataset.export}&${query}`;
    }
  }

  /* ---- the table ------------------------------------------------------------------------------------------------ */

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
        hide: narrowScreen && column.words.length < 2 && place > 0, // the caption says it filter: "agTextColumnFilter",
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
    const known = Object.entries(table.reasons).map(([status, words]) => make("li", {}, make("b", {}, status), ` ${words}`));
    const gaps = table.columns.some((column) => column.values && column.values.some((value, row) => value === null && !column.missing[row]));
    if (gaps) known.push(make("li", {}, make("b", {}, "–"), " no figure is published"));
    at("explore-key").replaceChildren(...known);
  }

  async function showTable(table, mine) {
    const grid = await window.dash_ag_grid.getApiAsync("explore-grid");
    if (mine !== latest) return;
    const narrowScreen = window.innerWidth < 700;
    const long = table.columns.some((column) => column.title.length > 14);
    grid.setGridOption("headerHeight", long ? 76 : 46);
    grid.setGridOption("columnDefs", table.columns.map((column, place) => define(column, place, table.reasons, narrowScreen)));
    grid.setGridOption("rowData", Array.from({ length: table.rows }, (_, row) => ({ row })));
    const rows = `${table.rows.toLocaleString("en-GB")} ${table.rows === 1 ? "row" : "rows"}`;
    at("explore-count").textContent = `${rows}, ${options.count.toLocaleString("en-GB")} ${options.count === 1 ? "figure" : "figures"}: ${table.caption}`;
    const block = figures();
    block.querySelector(".block-labels").replaceChildren(
      ...table.labels.map((label) => make("span", { class: `tag tag-${label.split(",")[0].toLowerCase()}` }, label))
    );
    block.querySelector(".block-notes").replaceChildren(...table.notes.map((note) => make("p", {}, note)));
    block.querySelector(".block-source").textContent = table.source;
    showKey(table);
    window.dash_clientside.present.made(block.dataset.block, table.version);
    block.removeAttribute("aria-busy");
    block.classList.remove("explore-waiting");
  }

  async function ask(path, signal) {
    const answer = await fetch(path, { signal });
    if (!answer.ok) throw new Error(`${path.split("?")[0]} answered ${answer.status}`);
    return answer.json();
  }

  async function fetchTable(signal) {
    const mine = query;
    if (!kept.has(mine)) {
      kept.set(mine, await ask(`/api/v1/explore?${mine}`, signal));
      if (kept.size > REMEMBERED) kept.delete(kept.keys().next().value);
    }
    return kept.get(mine);
  }

  async function follow(mine) {
    if (following) following.abort();
    following = new AbortController();
    const { signal } = following;
    try {
      const found = await ask(`/api/v1/explore/options?${query}`, signal);
      if (mine !== latest || !figures()) return;
      options = found;
      showChoice();
      if (options.message) return;
      figures().setAttribute("aria-busy", "true");
      const table = await fetchTable(signal);
      if (mine === latest && figures()) await showTable(table, mine);
    } catch (error) {
      if (error.name === "AbortError" || mine !== latest || !figures()) return;
      const message = at("explore-message");
      message.hidden = false;
      message.textContent = "The figures did not come. Choose again, or load the page once more.";
      figures().removeAttribute("aria-busy");
    }
  }

  document.addEventListener("click", (event) => {
    const form = event.target.closest("[data-table]");
    if (form && figures()) pick({ table: form.dataset.table });
    const copy = event.target.closest("#explore-copy-api");
    if (!copy) return;
    const address = at("explore-api").href;
    const words = copy.textContent;
    navigator.clipboard.writeText(address).then(
      () => {
        copy.textContent = "Query copied";
        at("announcer").textContent = "Query copied";
        window.setTimeout(() => (copy.textContent = words), 2000);
      },
      () => (at("announcer").textContent = "The query is the address of the link Open in the API")
    );
  });

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.explore = {
    /* The reader has come to the page, or has chosen something else. */
    show(chosen) {
      if (typeof chosen !== "string") return window.dash_clientside.no_update;
      query = chosen;
      latest += 1;
      follow(latest);
      return chosen;
    },
  };
})();
