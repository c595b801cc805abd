/* The switch between the kinds of chart on Explore: the buttons stay where they are, so that the focus does; what they
   show follows the state that comes with each chart (layouts/explore_chart.py). */
(function () {
  "use strict";

  function follow(state) {
    const said = state.querySelector("[data-shown]");
    if (!said) return;
    for (const button of document.querySelectorAll(".shape-switch [data-shape]")) {
      const name = button.dataset.shape;
      const why = state.querySelector(`[data-off="${name}"]`);
      button.setAttribute("aria-pressed", String(name === (said.dataset.wanted && said.dataset.shown)));
      button.classList.toggle("shape-drawn", name !== "" && name === said.dataset.shown);
      if (why) {
        button.setAttribute("aria-disabled", "true");
        button.setAttribute("aria-describedby", why.id);
        button.title = why.textContent;
      } else {
        for (const attribute of ["aria-disabled", "aria-describedby", "title"]) button.removeAttribute(attribute);
      }
    }
  }

  new MutationObserver(() => {
    const state = document.getElementById("explore-shape-state");
    if (state && state.followed !== state.innerHTML) {
      state.followed = state.innerHTML;
      follow(state);
    }
  }).observe(document.documentElement, { childList: true, subtree: true });

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".shape-switch [data-shape]");
    if (!button) return;
    if (button.getAttribute("aria-disabled") === "true") {
      document.querySelector(".shape-why").open = true; // it says why
      return;
    }
    window.dash_clientside.selection.pick({ shape: button.dataset.shape });
  });
})();
