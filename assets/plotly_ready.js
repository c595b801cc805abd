/* Plotly comes while the page is there already: what needs it waits for it. */
(function () {
  "use strict";

  window.curvePlotly = () =>
    window.Plotly
      ? Promise.resolve(window.Plotly)
      : new Promise((resolve, reject) => {
          const script = document.getElementById("plotly");
          script.addEventListener("load", () => resolve(window.Plotly));
          script.addEventListener("error", reject);
        });
})();
