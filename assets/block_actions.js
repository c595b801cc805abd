/* What the buttons under a chart do: show its table, save its picture, copy its link. */
(function () {
  "use strict";

  const { announce } = window.curvePage;
  const present = () => window.dash_clientside.present;

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
    const pairs = present().query().split("&").filter((pair) => pair && !pair.startsWith("version="));
    return `${origin}${pathname}?${[...pairs, `version=${version}`].join("&")}`;
  }

  const actions = {
    table(name, button) {
      const slot = button.closest("[data-block]").querySelector(".block-table");
      slot.hidden = !slot.hidden;
      button.setAttribute("aria-expanded", String(!slot.hidden));
    },
    picture(name, button) {
      window.curvePicture.save(name, button.dataset.format, present().query(), button);
    },
    copy(name, button) {
      copyLink(button, window.location.href, "Link copied").catch(() => announce("The link is in the address bar of the browser"));
    },
    version(name, button) {
      const number = present().version(name);
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
})();
