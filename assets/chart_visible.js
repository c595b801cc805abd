/* What of a figure is visible: the browser's twin of dashboard/charts/visible.py. The same cases run in Python and here
   (tests/dashboard/charts/visible_cases.json). */
(function () {
  "use strict";

  const USUAL = { neighbours: "2025", average: "mean", area: "", show: "neighbours,each,region,england,wedges,band,interval,target" };
  const PARALLEL = ["x", "y", "text", "hovertext", "customdata", "ids"];

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

  window.curveVisible = { selectVisible, toSelection };
})();
