/* Fills chart blocks, and answers their buttons. A figure comes from the server once; what a reader switches on and off
   is shown and hidden here (visible.js). */
(function () {
  "use strict";

  const charts = new Map(); // block name -> { block, selection key it was drawn for }
  const held = new Map(); // block name and query -> what the server answered: a choice made before is shown at once
  const MOST_HELD = 60;
  const versions = new Map(); // block name -> the dataset version of its figures
  const NARROW = 560; // px of a figure's width below which it is drawn with fewer words
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
  let chosen = {};
  let query = "";

  const element = (name, part) => document.querySelector(`[data-block="${name}"] .block-${part}`);

  /* ---- drawing ------------------------------------------------------------------------------------------------------ */

  const widthOf = (graph) => (graph.clientWidth < NARROW ? "narrow" : "wide");

  /* On a narrow screen a figure's layout.meta.narrow takes the place of parts of its layout. */
  function narrowed(layout) {
    const changes = Object.entries((layout.meta || {}).narrow || {});
    return Object.fromEntries([...Object.entries(layout), ...changes.map(([name, part]) => [name, typeof part === "object" ? { ...layout[name], ...part } : part])]);
  }

  function state(block, graph) {
    const { neighbours, average, area, show, from, to, group } = chosen;
    return JSON.stringify([block.key, neighbours, average, area, show, from, to, group, window.curveColours.isDark(), widthOf(graph)]);
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
    const { selectVisible, toSelection } = window.curveVisible;
    const { theme, isDark, inTheDark } = window.curveColours;
    const dark = isDark();
    const template = theme().templates[dark ? "dark" : "light"];
    const width = widthOf(graph);
    const visible = selectVisible(block.figure, { ...toSelection(chosen), width });
    const { data, layout } = window.curveLightFigure(dark ? inTheDark(visible, "") : visible, template);
    const complete = { ...(width === "narrow" ? narrowed(layout) : layout), autosize: true, template };
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

  function showTable(block) {
    const slot = element(block.name, "table");
    if (slot && slot.shownTable !== block.table) {
      slot.replaceChildren(...window.curveTable(block.table));
      slot.shownTable = block.table;
    }
  }

  /* The words of a block and of what stands around it: HTML that the server has escaped (layouts/to_html.py). */
  function say({ name, parts, around, version }) {
    versions.set(name, version);
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

  async function savePicture(name, format, button) {
    button.setAttribute("aria-busy", "true");
    try {
      await window.curveSavePicture(`/api/v1/export/figure?chart=${name}&${query}`, name, format);
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
      return window.curvePlotly().then(() => {
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

    /* A block that draws itself has figures of this dataset version. */
    made(name, version) {
      versions.set(name, version);
    },

    /* Whether a selection was shown before, so that it can be shown without the server. */
    remembers(canonical) {
      return [...document.querySelectorAll("[data-block]")].some(({ dataset }) => held.has(`${dataset.block}?${canonical}`));
    },
  };
})();
