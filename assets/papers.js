/* Asking for papers (/api/v1/export/page and /pack), and saying how far a long one is; one panel at the foot of the page. */
(function () {
  "use strict";

  const { make, saveFile } = window.curvePage;
  const ASK_AGAIN = 800; // ms
  const BUSY_AGAIN = 5000;
  const MOST_TRIES = 24; // while other papers are being written
  const LONGEST = 8000; // characters of an address that every server between here and there takes
  const NAMES = { docx: "Word", pptx: "PowerPoint", xlsx: "Excel", pdf: "PDF" };
  let current = null; // the paper that is being made: { stopped, cancel }

  const wait = (ms) => new Promise((resolve) => window.setTimeout(resolve, ms));

  /* ---- the panel ------------------------------------------------------------------------------------------------- */

  function panel() {
    const known = document.getElementById("paper-panel");
    if (known) return known;
    const made = make(
      "section",
      { id: "paper-panel", class: "paper-panel", "aria-label": "Paper" },
      make("p", { class: "paper-words", role: "status" }),
      make("progress", { class: "paper-progress", "aria-label": "How far the paper is" }),
      make("button", { type: "button", class: "button" })
    );
    made.querySelector("button").addEventListener("click", () => (current ? stop() : close()));
    document.body.append(made);
    return made;
  }

  function say(words, done, total) {
    const place = panel();
    place.hidden = false;
    const line = place.querySelector(".paper-words");
    if (line.textContent !== words) line.textContent = words;
    const bar = place.querySelector("progress");
    bar.hidden = !current;
    if (total) {
      bar.max = total;
      bar.value = done;
    } else bar.removeAttribute("value");
    place.querySelector("button").textContent = current ? "Cancel" : "Close";
  }

  function close() {
    panel().hidden = true;
  }

  function stop() {
    const { cancel } = current;
    current.stopped = true;
    current = null;
    if (cancel) window.fetch(cancel);
    say("The paper was cancelled");
  }

  /* ---- a paper --------------------------------------------------------------------------------------------------- */

  function nameOf(answer, format) {
    const found = /filename="([^"]+)"/.exec(answer.headers.get("Content-Disposition") || "");
    return found ? found[1] : `paper.${format}`;
  }

  async function words(answer) {
    try {
      return (await answer.json()).detail || answer.statusText;
    } catch {
      return answer.statusText;
    }
  }

  /* The answer with the file; null where the reader has stopped it. */
  async function fetchPaper(address, mine, format) {
    let place = address;
    for (let tries = 0; !mine.stopped; ) {
      const answer = await window.fetch(place);
      if (answer.status === 200) return answer;
      if (answer.status === 202) {
        const told = await answer.json();
        place = told.job;
        mine.cancel = told.cancel;
        if (mine.stopped) return window.fetch(told.cancel).then(() => null);
        say(`${NAMES[format]}: ${told.step}`, told.done, told.total);
        await wait(ASK_AGAIN);
      } else if (answer.status === 503 && place === address && answer.headers.get("Retry-After") && (tries += 1) <= MOST_TRIES) {
        say(`${NAMES[format]}: waiting for other papers to be finished`);
        await wait(BUSY_AGAIN);
      } else throw new Error(await words(answer));
    }
    return null;
  }

  async function take(address, format) {
    if (current) return say("A paper is being made already. Wait for it or cancel it");
    if (address.length > LONGEST) return say("This is too much for one paper: shorten the notes or take out some charts");
    const mine = (current = { stopped: false, cancel: null });
    say(`${NAMES[format]}: asking for the paper`);
    try {
      const answer = await fetchPaper(address, mine, format);
      if (!answer || mine.stopped) return undefined;
      const name = nameOf(answer, format);
      saveFile(await answer.blob(), name);
      current = null;
      return say(`Saved: ${name}`);
    } catch (error) {
      if (mine.stopped) return undefined;
      current = null;
      return say(`The paper could not be made. ${error.message}`);
    }
  }

  /* ---- what can be taken ------------------------------------------------------------------------------------------ */

  function addressOf(button) {
    const query = new URLSearchParams({ format: button.dataset.paper });
    const present = window.dash_clientside.present;
    if (button.dataset.paperOf === "page") {
      query.set("path", `${window.location.pathname}?${present.query()}`);
      return `/api/v1/export/page?${query}`;
    }
    if (button.dataset.paperOf === "pack") return window.dash_clientside.pack.address(button.dataset.paper);
    const block = button.closest("[data-block]");
    query.set("item", `${block.dataset.block}?${present.query()}`);
    query.set("title", block.querySelector(".block-headline").textContent.slice(0, 120));
    return `/api/v1/export/pack?${query}`;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-paper]");
    if (button) take(addressOf(button), button.dataset.paper);
  });
})();
