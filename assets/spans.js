/* The links that choose a span are written anew with the choice: a reader at the keyboard stays on the one chosen. */
(function () {
  "use strict";

  document.addEventListener("click", (event) => {
    const links = event.target.closest("[data-stay]");
    if (!links || !links.parentElement) return;
    const place = links.parentElement;
    const watch = new MutationObserver(() => {
      const current = place.querySelector("[aria-current]");
      if (!current) return;
      if (document.activeElement === document.body) current.focus({ preventScroll: true });
      watch.disconnect();
    });
    watch.observe(place, { childList: true, subtree: true });
  });
})();
