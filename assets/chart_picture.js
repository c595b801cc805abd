/* A chart as a PNG or SVG file, drawn in the browser from the figure that the server decorates for papers. */
(function () {
  "use strict";

  const { announce, saveFile } = window.curvePage;

  async function inline(url) {
    const body = new Uint8Array(await (await fetch(url)).arrayBuffer());
    return `data:font/woff2;base64,${btoa(Array.from(body, (byte) => String.fromCharCode(byte)).join(""))}`;
  }

  /* A picture stands alone: the faces of the page are not those of the paper it is pasted into. */
  async function typeface() {
    const links = [...document.querySelectorAll('link[as="font"]')];
    const faces = await Promise.all(
      links.map(async (link) => {
        const weight = link.href.includes("-700-") ? 700 : 400;
        return `@font-face{font-family:"Atkinson Hyperlegible";font-weight:${weight};src:url(${await inline(link.href)})}`;
      })
    );
    return `<style>${faces.join("")}</style>`;
  }

  async function drawPicture(figure) {
    const { width, height } = figure.layout;
    const drawn = await (await window.dash_clientside.present.plotly()).toImage(figure, { format: "svg", width, height, imageDataOnly: true });
    const style = await typeface();
    return new Blob([drawn.replace(/<svg[^>]*>/, (start) => start + style)], { type: "image/svg+xml" });
  }

  async function toPixels(picture, { width, height }) {
    const url = URL.createObjectURL(picture);
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 1600;
    canvas.height = Math.round((height * 1600) / width);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    URL.revokeObjectURL(url);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  async function savePicture(name, format, query, button) {
    button.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(`/api/v1/export/figure?chart=${name}&${query}`);
      const figure = await answer.json();
      if (!answer.ok) throw new Error(figure.detail);
      const picture = await drawPicture(figure);
      saveFile(format === "png" ? await toPixels(picture, figure.layout) : picture, `${name}.${format}`);
      announce("The picture is saved");
    } catch (error) {
      announce(`The picture could not be made: ${error.message}`);
    } finally {
      button.removeAttribute("aria-busy");
    }
  }

  window.curvePicture = { save: savePicture };
})();
