// The view as a picture: PNG from the canvas, SVG drawn anew, both with the colours of the page.

function startSave() {
  const name = document.title.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "graph";
  $("save-png").addEventListener("click", () => {
    const canvas = $("graph").querySelector("canvas"),
      copy = document.createElement("canvas");
    Object.assign(copy, { width: canvas.width, height: canvas.height });
    const ctx = copy.getContext("2d");
    ctx.fillStyle = colours().paper;
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(canvas, 0, 0);
    // toBlob waits for an idle browser, which took seconds
    const bytes = Uint8Array.from(atob(copy.toDataURL("image/png").split(",")[1]), (c) => c.charCodeAt(0));
    download(new Blob([bytes], { type: "image/png" }), `${name}.png`);
  });
  $("save-svg").addEventListener("click", () => {
    const text = new XMLSerializer().serializeToString(asSvg());
    download(new Blob([text], { type: "image/svg+xml" }), `${name}.svg`);
  });
  $("copy-link").addEventListener("click", async () => {
    const link = location.href.replace(/#.*$/, "") + fragment();
    try {
      await navigator.clipboard.writeText(link);
      $("status").textContent = t("copied");
    } catch {
      window.prompt(t("copyLink"), link);
    }
    $("save").open = false;
  });
}

function download(blob, name) {
  const link = h("a", { href: URL.createObjectURL(blob), download: name });
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  $("save").open = false;
}

function asSvg() {
  const at = view(),
    c = colours(),
    shift = `translate(${at.width / 2},${at.height / 2}) scale(${at.scale}) translate(${-at.x},${-at.y})`;
  const point = ([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`;
  const inner = s("g", { transform: shift });
  const dim = scene.focus ? 0.24 : 1;
  for (const [slot, left, width] of data.slots)
    if (slot % 2 === 0)
      inner.append(
        s("rect", {
          x: left - 20,
          width: width + 14,
          y: at.y - at.height / at.scale,
          height: (2 * at.height) / at.scale,
          fill: c.band,
        }),
      );
  for (const line of shown.lines) {
    const strong = scene.lines.includes(line),
      [a, b, e, d] = curve(line);
    inner.append(
      s("path", {
        d: `M${point(a)}C${point(b)} ${point(e)} ${point(d)}`,
        fill: "none",
        stroke: strong ? c.of[line.from.cls.i] : c.edge,
        "stroke-opacity": strong ? 1 : lineColour().opacity * dim,
        "stroke-width": strong ? 1.4 : 1,
      }),
    );
  }
  for (const entity of shown.nodes) {
    if (entity.cls.name === "Year") continue;
    inner.append(
      s("path", {
        d: outline(entity.shape, entity.size),
        transform: `translate(${point([entity.x, entity.y])})`,
        fill: c.of[entity.cls.i],
        "fill-opacity": !scene.focus || scene.focus.has(entity) ? 1 : dim,
      }),
    );
  }
  const labels = [...scene.names, ...scene.labels].map(({ text, x, y, px, font, big, entity }) =>
    s(
      "text",
      {
        x: x.toFixed(1),
        y: (y + px * 0.36).toFixed(1),
        "font-size": px.toFixed(1),
        "font-family": (big ? c.serif : c.sans).replaceAll('"', "'"),
        "font-weight": font.startsWith("600") ? 600 : null,
        fill: !entity ? c.soft : big ? c.numeral : c.ink,
      },
      printable(text),
    ),
  );
  return s(
    "svg",
    { xmlns: SVG, viewBox: `0 0 ${at.width} ${at.height}`, width: at.width, height: at.height },
    s("rect", { width: "100%", height: "100%", fill: c.paper }),
    inner,
    labels,
  );
}

// XML has no place for most control characters, not even escaped.
function printable(text) {
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd");
}
