/* Draws chart blocks: the browser's twin of dashboard/charts/visible.py, with the theme of dashboard/charts/theme.py.
   A figure comes from the server once; what a reader switches on and off is shown and hidden here. */
(function () {
  "use strict";

  const charts = new Map(); // block name -> { block, selection key it was drawn for }
  const held = new Map(); // block name and query -> what the server answered: a choice made before is shown at once
  const MOST_HELD = 60;
  const first = new Map(); // block name -> what has to happen before it is drawn
  const versions = new Map(); // block name -> the dataset version of its figures
  const USUAL = { neighbours: "2025", average: "mean", area: "", show: "neighbours,each,region,england,wedges,band,interval,target" };
  const PARALLEL = ["x", "y", "text", "hovertext", "customdata", "ids"];
  const NARROW = 560; // px of a figure's width below which it is drawn with fewer words
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
  let chosen = {};
  let query = "";

  const theme = () => window.curveTheme;
  const element = (name, part) => document.querySelector(`[data-block="${name}"] .block-${part}`);

  /* ---- what is visible (the same cases run in Python and here: tests/dashboard/charts/visible_cases.json) --------- */

  function oneHolds(name, value, selection) {
    if (name === "shown") return selection.shown.includes(value);
    return value === (selection[name] || "");
  }

  function holds(mark, selection) {
    if (typeof mark !== "string" || !mark.includes("=")) return true;
    return mark.split("&").every((condition) => {
      const at = condition.indexOf("=");
      return oneHolds(condition.slice(0, at), condition.slice(at + 1), selection);
    });
  }

  function yearsOf(layout, selection) {
    if ((layout.xaxis || {}).type !== "date" || !(selection.start || selection.end)) return null;
    return [selection.start || 0, selection.end || 9999];
  }

  const year = (x) => parseInt(String(x).slice(0, 4), 10);

  function within(part, years) {
    if ((part.xref || "x") !== "x") return true;
    const first = "x" in part ? part.x : part.x0;
    const last = "x" in part ? part.x : part.x1;
    return year(last) >= years[0] && year(first) <= years[1];
  }

  function clamp(range, years) {
    const start = `${String(years[0]).padStart(4, "0")}-01-01`;
    const end = `${String(years[1]).padStart(4, "0")}-12-31`;
    return [range[0] > start ? range[0] : start, range[1] < end ? range[1] : end];
  }

  function cut(trace, years) {
    const keep = (trace.x || []).map((x, index) => index).filter((index) => {
      const when = year(trace.x[index]);
      return when >= years[0] && when <= years[1];
    });
    const result = { ...trace };
    for (const key of PARALLEL) if (Array.isArray(trace[key])) result[key] = keep.map((index) => trace[key][index]);
    for (const axis of ["error_x", "error_y"]) {
      if (!(axis in trace)) continue;
      result[axis] = { ...trace[axis] };
      for (const key of ["array", "arrayminus"]) {
        if (Array.isArray(trace[axis][key])) result[axis][key] = keep.map((index) => trace[axis][key][index]);
      }
    }
    return result;
  }

  function selectVisible(figure, selection) {
    const layout = { ...(figure.layout || {}) };
    const years = yearsOf(layout, selection);
    const data = (figure.data || []).filter((trace) => holds(trace.meta, selection));
    for (const kind of ["annotations", "shapes"]) {
      if (!(kind in layout)) continue;
      const kept = layout[kind].filter((part) => holds(part.name, selection));
      layout[kind] = kept.filter((part) => years === null || within(part, years));
    }
    if (years && Array.isArray(layout.xaxis.range)) {
      layout.xaxis = { ...layout.xaxis, range: clamp(layout.xaxis.range, years) };
    }
    return { ...figure, data: years ? data.map((trace) => cut(trace, years)) : data, layout };
  }

  function toSelection(values) {
    const show = values.show || USUAL.show;
    return {
      ...values,
      neighbours: values.neighbours || USUAL.neighbours,
      average: values.average || USUAL.average,
      shown: show === "none" ? [] : show.split(","),
      start: parseInt(values.from, 10) || null,
      end: parseInt(values.to, 10) || null,
    };
  }

  /* ---- colours ----------------------------------------------------------------------------------------------------- */

  function isDark() {
    const scheme = document.documentElement.dataset.scheme;
    if (scheme) return scheme === "dark";
    return window.matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function darkened(value) {
    const swap = theme().inTheDark;
    const plain = swap[value.toUpperCase()];
    if (plain) return plain;
    const parts = /^rgba\((\d+), ?(\d+), ?(\d+), ?([\d.]+)\)$/.exec(value);
    if (!parts) return value;
    const hex = `#${parts.slice(1, 4).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
    if (!swap[hex]) return value;
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(swap[hex].slice(at, at + 2), 16));
    return `rgba(${red},${green},${blue},${parts[4]})`;
  }

  function inTheDark(value, key) {
    if (typeof value === "string") return /color$/i.test(key) ? darkened(value) : value;
    if (Array.isArray(value)) return /^(x|y|text|customdata|ids)$/.test(key) ? value : value.map((each) => inTheDark(each, key));
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inTheDark(each, name)]));
    }
    return value;
  }

  /* ---- drawing ------------------------------------------------------------------------------------------------------ */

  const plotly = () =>
    window.Plotly
      ? Promise.resolve(window.Plotly)
      : new Promise((resolve, reject) => {
          const script = document.getElementById("plotly");
          script.addEventListener("load", () => resolve(window.Plotly));
          script.addEventListener("error", reject);
        });

  const widthOf = (graph) => (graph.clientWidth < NARROW ? "narrow" : "wide");

  /* On a narrow screen a figure's layout.meta.narrow takes the place of parts of its layout. */
  function narrowed(layout) {
    const changes = Object.entries((layout.meta || {}).narrow || {});
    return Object.fromEntries([...Object.entries(layout), ...changes.map(([name, part]) => [name, typeof part === "object" ? { ...layout[name], ...part } : part])]);
  }

  function state(block, graph) {
    const { neighbours, average, area, show, from, to, group } = chosen;
    return JSON.stringify([block.key, neighbours, average, area, show, from, to, group, isDark(), widthOf(graph)]);
  }

  /* Labels at the ends of lines are annotations with a leader, which Plotly draws ten times slower than points: on the
     page they become a trace of texts and a trace of leaders for each colour. */
  function withLightLabels(figure) {
    const { annotations = [], xaxis = {} } = figure.layout;
    const isLabel = (part) => part.axref === "x" && part.ayref === "y" && part.xanchor === "left" && xaxis.range;
    const labels = annotations.filter(isLabel);
    if (!labels.length) return figure;
    const silent = { type: "scatter", hoverinfo: "skip", cliponaxis: false };
    const ink = theme().templates[isDark() ? "dark" : "light"].layout.font.color;
    const texts = {
      ...silent, mode: "text", textposition: "middle right", x: labels.map((label) => label.ax), y: labels.map((label) => label.ay),
      text: labels.map((label) => `\u2009${label.text}`), textfont: { color: labels.map((label) => (label.font || {}).color || ink) },
    };
    const leaders = [...new Set(labels.map((label) => label.arrowcolor))].map((color) => {
      const own = labels.filter((label) => label.arrowcolor === color);
      return {
        ...silent, mode: "lines", line: { color, width: own[0].arrowwidth || 1 },
        x: own.flatMap((label) => [label.x, label.ax, null]), y: own.flatMap((label) => [label.y, label.ay, null]),
      };
    });
    const layout = { ...figure.layout, annotations: annotations.filter((part) => !isLabel(part)) };
    return { ...figure, data: [...leaders, ...figure.data, texts], layout };
  }

  /* Neighbouring lines (or points) of one style, the neighbours' or the wedges', are drawn as one, with gaps: each trace
     costs time. */
  function withFewerTraces(figure) {
    const data = [];
    let last = null;
    for (const trace of figure.data) {
      const own = styleOf(trace);
      const each = own && { x: trace.x, y: trace.y };
      if (own && trace.hoverinfo !== "skip") {
        Object.assign(each, { text: trace.text, hovertemplate: trace.x.map(() => trace.hovertemplate || "") });
      }
      if (own && own === last) {
        const one = data[data.length - 1];
        for (const key of Object.keys(each)) one[key] = [...one[key], null, ...each[key]];
        one.meta = [...one.meta, trace.name];
      } else {
        data.push(own ? { ...trace, ...each, meta: [trace.name] } : trace);
      }
      last = own;
    }
    return { ...figure, data };
  }

  /* What two traces must share to be drawn as one; null for those that stand alone. */
  function styleOf({ type, mode, fill, customdata, text, hoverinfo, line, marker, opacity, connectgaps, xaxis, yaxis }) {
    const plain = type === "scatter" && (mode === "lines" || mode === "markers") && !fill && !customdata;
    const said = hoverinfo === "skip" || Array.isArray(text);
    const single = !Object.values(marker || {}).some(Array.isArray);
    return plain && said && single ? JSON.stringify([mode, line, marker, opacity, hoverinfo, connectgaps, xaxis, yaxis]) : null;
  }

  function paint(chart) {
    const { block } = chart;
    const graph = element(block.name, "graph");
    if (!graph || !block.figure) return;
    const now = state(block, graph);
    graph.setAttribute("aria-label", block.description);
    if (chart.drawn === now && chart.graph === graph) return;
    chart.drawn = now;
    chart.graph = graph;
    const dark = isDark();
    const width = widthOf(graph);
    const visible = selectVisible(block.figure, { ...toSelection(chosen), width });
    const { data, layout } = withLightLabels(withFewerTraces(dark ? inTheDark(visible, "") : visible));
    const complete = { ...(width === "narrow" ? narrowed(layout) : layout), autosize: true, template: theme().templates[dark ? "dark" : "light"] };
    window.Plotly.react(graph, structuredClone(data), structuredClone(complete), CONFIG);
    graph.classList.add("block-graph-drawn");
  }

  /* The block whose figure is to stand in its place; the same figure stays as it is drawn. */
  function take(block) {
    const before = charts.get(block.name);
    const chart = before && before.block.key === block.key ? { ...before, block } : { block };
    charts.set(block.name, chart);
    return chart;
  }

  function hold(key, answer) {
    held.delete(key);
    held.set(key, answer);
    if (held.size > MOST_HELD) held.delete(held.keys().next().value);
  }

  function recall(answer) {
    if (!answer) return;
    take(answer.block);
    say(answer.words);
    later(() => showTable((charts.get(answer.block.name) || answer).block));
  }

  function paintAll() {
    for (const [name, chart] of charts) {
      if (element(name, "graph")) paint(chart);
      else charts.delete(name);
    }
  }

  function linkFiles(blocks) {
    for (const block of blocks) {
      for (const link of block.querySelectorAll("a[data-export]")) {
        link.href = `/api/v1/export/data?chart=${block.dataset.block}&format=${link.dataset.export}&${query}`;
      }
    }
  }

  /* ---- the table under the chart ------------------------------------------------------------------------------------- */

  function make(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

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

  function showTable(block) {
    const slot = element(block.name, "table");
    if (slot && slot.shownTable !== block.table) {
      slot.replaceChildren(...buildTable(block.table));
      slot.shownTable = block.table;
    }
  }

  /* The words of a block and of what stands around it: HTML that the server has escaped (layouts/to_html.py). */
  function say({ name, parts, around, measures, version }) {
    versions.set(name, version);
    const about = document.querySelector(`[data-block="${name}"] .block-actions > button:not([data-action])`);
    if (about) about.hidden = !measures.length; // a block of plans may be about no measure
    for (const [part, words] of Object.entries(parts)) put(element(name, part), words);
    for (const [id, words] of Object.entries(around)) put(document.getElementById(id), words);
  }

  function put(place, words) {
    if (!place || place.said === words) return;
    place.said = words;
    place.innerHTML = words;
  }

  const later = window.requestIdleCallback ? (work) => window.requestIdleCallback(work, { timeout: 500 }) : (work) => window.setTimeout(work, 50);

  /* ---- actions ------------------------------------------------------------------------------------------------------- */

  function announce(words) {
    document.getElementById("announcer").textContent = words;
  }

  function save(url, name) {
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
  }

  async function inline(url) {
    const body = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return `data:font/woff2;base64,${btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(""))}`;
  }

  /* A picture stands alone: the faces of the page are not those of the paper it is pasted into. */
  async function typeface() {
    const links = [...document.querySelectorAll('link[as="font"]')];
    const faces = await Promise.all(
      links.map(async (link) => {
        const weight = link.href.includes("-700-") ? 700 : 400;
        return `@font-face{font-family:"Atkinson Hyperlegible";font-weight:${weight};src:url(${await inline(link.href)})}`;
      })
    );
    return `<style>${faces.join("")}</style>`;
  }

  async function drawPicture(figure) {
    const { width, height } = figure.layout;
    const drawn = await (await plotly()).toImage(figure, { format: "svg", width, height, imageDataOnly: true });
    const style = await typeface();
    return new Blob([drawn.replace(/<svg[^>]*>/, (start) => start + style)], { type: "image/svg+xml" });
  }

  async function toPixels(picture, { width, height }) {
    const url = URL.createObjectURL(picture);
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = Math.round((height * 1600) / width);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  async function savePicture(name, format, button) {
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/api/v1/export/figure?chart=${name}&${query}`);
      const figure = await answer.json();
      if (!answer.ok) throw new Error(figure.detail);
      const picture = await drawPicture(figure);
      const url = URL.createObjectURL(format === "png" ? await toPixels(picture, figure.layout) : picture);
      save(url, `${name}.${format}`);
      window.setTimeout(() => URL.revokeObjectURL(url), 10000);
      announce("The picture is saved");
    } catch (error) {
      announce(`The picture could not be made: ${error.message}`);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  async function copyLink(button, address, said) {
    await navigator.clipboard.writeText(address);
    const words = button.textContent;
    button.textContent = said;
    announce(said);
    window.setTimeout(() => (button.textContent = words), 2000);
  }

  /* The address that will go on showing the figures that this block shows now. */
  function versionLink(version) {
    const { origin, pathname } = window.location;
    const pairs = query.split("&").filter((pair) => pair && !pair.startsWith("version="));
    return `${origin}${pathname}?${[...pairs, `version=${version}`].join("&")}`;
  }

  const actions = {
    table(name, button) {
      const slot = element(name, "table");
      slot.hidden = !slot.hidden;
      button.setAttribute("aria-expanded", String(!slot.hidden));
    },
    picture(name, button) {
      savePicture(name, button.dataset.format, button);
    },
    copy(name, button) {
      copyLink(button, window.location.href, "Link copied").catch(() => announce("The link is in the address bar of the browser"));
    },
    version(name, button) {
      const number = versions.get(name);
      const address = versionLink(number);
      copyLink(button, address, `Link to version ${number} copied`).catch(() => window.prompt("Copy this link", address));
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-action]");
    if (button) actions[button.dataset.action](button.closest("[data-block]").dataset.block, button);
    for (const open of document.querySelectorAll("details.disclosure[open]")) {
      if (!open.contains(event.target) || event.target.closest(".menu-item")) open.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest("details.disclosure[open]");
    if (open) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", paintAll);
  document.addEventListener("schemechange", paintAll);
  window.addEventListener("resize", () => window.Plotly && paintAll());

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.present = {
    /* A block's figure or words have come, for the selection of the Store. */
    draw(block, words, selected) {
      if (words) say(words);
      if (block && words) hold(`${block.name}?${selected}`, { block, words });
      if (!block || (charts.get(block.name) || {}).block === block) return window.dash_clientside.no_update;
      const chart = take(block);
      linkFiles(document.querySelectorAll(`[data-block="${block.name}"]`));
      return Promise.all([plotly(), first.get(block.name)]).then(() => {
        if (charts.get(block.name) === chart) paint(chart);
        later(() => showTable(block));
        return window.dash_clientside.no_update;
      });
    },

    /* The reader has chosen something else: show it at once, before the server says more. */
    choose(values, canonical) {
      chosen = values;
      query = canonical;
      const blocks = [...document.querySelectorAll("[data-block]")];
      linkFiles(blocks);
      for (const { dataset } of blocks) recall(held.get(`${dataset.block}?${canonical}`));
      if (window.Plotly) paintAll();
    },

    /* A block is not drawn before what is promised has happened. */
    after(name, promised) {
      first.set(name, promised);
    },

    /* The choice that the page shows, as in its address. */
    query: () => query,

    /* A block that draws itself has figures of this dataset version. */
    made(name, version) {
      versions.set(name, version);
    },

    /* Whether a selection was shown before, so that it can be shown without the server. */
    remembers(canonical) {
      return [...document.querySelectorAll("[data-block]")].some(({ dataset }) => held.has(`${dataset.block}?${canonical}`));
    },
  };
  window.curveVisible = { selectVisible, toSelection };
})();
