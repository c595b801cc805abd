/* The tile map of the Wedges page: a click on a ward chooses its wedge in the filter bar, which does the rest. */
(function () {
  "use strict";

  function choose(event) {
    const wedge = ((event.points[0] || {}).customdata || [])[0];
    const field = document.getElementById("filters").elements.area;
    if (!wedge || ![...field.options].some((option) => option.value === wedge)) return;
    field.value = field.value === wedge ? "" : wedge;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /* Plotly adds `on` to the graph when it draws it first. */
  document.addEventListener("pointerover", (event) => {
    const graph = event.target.closest && event.target.closest('[data-block="wedges-map"] .block-graph');
    if (!graph || !graph.on || graph.dataset.chooses) return;
    graph.dataset.chooses = "yes";
    graph.on("plotly_click", choose);
  });
})();
