/* Imports without leaving the page: the file that was chosen is kept for sending it again, progress shows by itself.
   Without this script every form works as it is, and a link looks again. */
(function () {
  "use strict";
  let kept = null; // the file that was sent last, as the browser holds it
  let watch = 0;

  const main = () => document.getElementById("main");

  async function show(answer) {
    const type = answer.headers.get("Content-Type") || "";
    if (!type.startsWith("text/html")) { window.location.reload(); return; }
    const next = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = next.getElementById("main");
    if (!fresh) { window.location.reload(); return; }
    if (answer.url !== window.location.href) history.pushState(null, "", answer.url);
    document.title = next.title;
    main().replaceChildren(...fresh.childNodes);
    arrive(true);
  }

  function arrive(moved) {
    clearTimeout(watch);
    const field = main().querySelector("input[type=file]");
    if (field && kept && document.querySelector(".mapping[open]")) {
      const list = new DataTransfer();
      list.items.add(kept);
      field.files = list.files;
    }
    if (moved) {
      const told = main().querySelector("[role=alert]") || main().querySelector("h1");
      told.tabIndex = -1;
      told.focus();
      window.scrollTo(0, 0);
    }
    const working = main().querySelector("[data-job]");
    if (working) watch = setTimeout(look, 700, working);
  }

  async function look(working) {
    try {
      const answer = await fetch("/imports/" + working.dataset.job + "/progress");
      if (answer.status === 401) { window.location.reload(); return; }
      const job = await answer.json();
      if (!["waiting", "running", "publishing"].includes(job.state)) {
        await show(await fetch("/imports/" + working.dataset.job));
        return;
      }
      const bar = working.querySelector("progress"), step = working.querySelector("[role=status]");
      if (job.total) { bar.max = job.total; bar.value = job.done; } else { bar.removeAttribute("value"); }
      if (step.textContent !== job.step) step.textContent = job.step;
    } catch (error) { /* the server is away for a moment: look again */ }
    if (working.isConnected) watch = setTimeout(look, 1000, working);
  }

  document.addEventListener("submit", async function (event) {
    const form = event.target;
    if (form.method !== "post" || !form.closest("#main")) return;
    event.preventDefault();
    const button = form.querySelector("button"), field = form.querySelector("input[type=file]");
    const told = form.querySelector(".sending");
    if (field && field.files.length) {
      const file = field.files[0];
      if (file.size > Number(field.dataset.most)) {
        told.textContent = "This file is too large: at most " + Number(field.dataset.most) / 1e6 + " MB are read.";
        field.focus();
        return;
      }
      kept = file;
      told.textContent = "Sending " + file.name;
    }
    const body = form.enctype === "multipart/form-data" ? new FormData(form) : new URLSearchParams(new FormData(form));
    button.disabled = true;
    try {
      await show(await fetch(form.action, { method: "POST", body: body }));
    } catch (error) {
      button.disabled = false;
      if (told) told.textContent = "It could not be sent. If the file was changed since you chose it, choose it again.";
      else form.submit();
    }
  });
  window.addEventListener("popstate", () => window.location.reload());
  arrive(false);
})();
