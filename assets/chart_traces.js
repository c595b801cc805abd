/* A figure in the form that Plotly draws soonest, and with fewer words where there is little room. */
(function () {
  "use strict";

  /* On a narrow screen a figure's layout.meta.narrow takes the place of parts of its layout. */
  function narrowed(layout) {
    const changes = Object.entries((layout.meta || {}).narrow || {});
    return Object.fromEntries([...Object.entries(layout), ...changes.map(([name, part]) => [name, typeof part === "object" ? { ...layout[name], ...part } : part])]);
  }

  /* Labels at the ends of lines are annotations with a leader, which Plotly draws ten times slower than points: on the
     page they become a trace of texts and a trace of leaders for each colour. */
  function withLightLabels(figure, template) {
    const { annotations = [], xaxis = {} } = figure.layout;
    const isLabel = (part) => part.axref === "x" && part.ayref === "y" && part.xanchor === "left" && xaxis.range;
    const labels = annotations.filter(isLabel);
    if (!labels.length) return figure;
    const silent = { type: "scatter", hoverinfo: "skip", cliponaxis: false };
    const ink = template.layout.font.color;
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

  window.curveTraces = { narrowed, withLightLabels, withFewerTraces };
})();
