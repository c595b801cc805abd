/* Light or dark: the system's choice until the reader makes one, which a cookie keeps for the first paint. */
(function () {
  "use strict";

  const root = document.documentElement;
  const systemDark = window.matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.scheme ? root.dataset.scheme === "dark" : systemDark.matches);

  function tell() {
    root.dataset.agThemeMode = isDark() ? "dark" : "light";
    const button = document.getElementById("scheme");
    if (button) button.textContent = isDark() ? "Light" : "Dark";
  }

  document.addEventListener("click", (event) => {
    if (!event.target.closest("#scheme")) return;
    root.dataset.scheme = isDark() ? "light" : "dark";
    document.cookie = `scheme=${root.dataset.scheme}; path=/; max-age=31536000; samesite=lax`;
    tell();
    document.dispatchEvent(new CustomEvent("schemechange"));
  });
  systemDark.addEventListener("change", tell);
  new MutationObserver((_, observer) => {
    if (!document.getElementById("scheme")) return;
    tell();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
})();
