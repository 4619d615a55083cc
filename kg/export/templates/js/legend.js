// The legend switches classes, the list of documents switches documents.

function showLegend() {
  const buttons = classes.map((c) =>
    h(
      "button",
      {
        "aria-pressed": String(!state.off.has(c.i)),
        "data-class": c.name,
        on: { click: () => toggle("off", c.i) },
      },
      glyph(c),
      called(c),
      h("span", { class: "count" }, String(shown.counts[c.i])),
    ),
  );
  keepFocus($("legend"), () => $("legend").replaceChildren(...buttons));
}

function showDocuments() {
  const sorted = [...documents].sort(
    (a, b) => (a.years[0] || 0) - (b.years[0] || 0) || a.label.localeCompare(b.label),
  );
  const rows = sorted.map((report) => {
    const box = h("input", { type: "checkbox", on: { change: () => toggle("docs", report.i) } });
    box.checked = !state.docs.has(report.i);
    return h("label", {}, box, report.label);
  });
  keepFocus($("document-list"), () => $("document-list").replaceChildren(...rows));
  $("document-count").textContent = `${documents.length - state.docs.size}/${documents.length}`;
}

function toggle(key, i) {
  const next = new Set(state[key]);
  if (!next.delete(i)) next.add(i);
  choose({ [key]: next });
}

// Rebuilding a list must not take the keyboard's place in it away.
function keepFocus(box, rebuild) {
  const places = () => [...box.querySelectorAll("button, input")];
  const at = places().indexOf(document.activeElement);
  rebuild();
  if (at >= 0) places()[at]?.focus();
}

function showStatus() {
  $("status").textContent = shown.hidden
    ? `${t("shown", shown.nodes.size)} · ${t("hidden", shown.hidden)}`
    : t("shown", shown.nodes.size);
  $("more").hidden = $("all").hidden = !shown.later;
}
