/* Draws chart blocks and keeps them: a figure comes from the server once; what a reader switches on and off is shown and
   hidden here. */
(function () {
  "use strict";

  const { selectVisible, toSelection } = window.curveVisible;
  const { isDark, inTheDark } = window.curveColours;
  const { narrowed, withLightLabels, withFewerTraces } = window.curveTraces;
  const charts = new Map(); // block name -> { block, selection key it was drawn for }
  const held = new Map(); // block name and query -> what the server answered: a choice made before is shown at once
  const MOST_HELD = 60;
  const first = new Map(); // block name -> what has to happen before it is drawn
  const versions = new Map(); // block name -> the dataset version of its figures
  const NARROW = 560; // px of a figure's width below which it is drawn with fewer words
  const CONFIG = { displayModeBar: false, responsive: true, scrollZoom: false, doubleClick: false };
  let chosen = {};
  let query = "";

  const element = (name, part) => document.querySelector(`[data-block="${name}"] .block-${part}`);

  const plotly = () =>
    window.Plotly
      ? Promise.resolve(window.Plotly)
      : new Promise((resolve, reject) => {
          const script = document.getElementById("plotly");
          script.addEventListener("load", () => resolve(window.Plotly));
          script.addEventListener("error", reject);
        });

  const widthOf = (graph) => (graph.clientWidth < NARROW ? "narrow" : "wide");

  function state(block, graph) {
    const { neighbours, average, area, show, from, to, group } = chosen;
    return JSON.stringify([block.key, neighbours, average, area, show, from, to, group, isDark(), widthOf(graph)]);
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
    const template = window.curveTheme.templates[dark ? "dark" : "light"];
    const width = widthOf(graph);
    const visible = selectVisible(block.figure, { ...toSelection(chosen), width });
    const { data, layout } = withLightLabels(withFewerTraces(dark ? inTheDark(visible, "") : visible), template);
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

  function showTable(block) {
    const slot = element(block.name, "table");
    if (slot && slot.shownTable !== block.table) {
      slot.replaceChildren(...window.curveTable.build(block.table));
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

    /* The dataset version of a block's figures. */
    version: (name) => versions.get(name),

    /* Plotly, once it has come. */
    plotly,

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
