// Figures as a table: what was counted, how much, whether done or planned, and the words.
const ROWS = 60; // of a table before it is asked for more

// What a figure looks like in the text: 548名, 1.6万余名, 28.9%.
function numberNeedles(figure, text) {
  const value = Number(figure.value),
    unit = figure.unit || "";
  const forms = [
    [value, ""],
    [value / 1e4, "万"],
    [value / 1e8, "亿"],
  ].map(([n, scale]) => [String(+n.toFixed(6)), scale]);
  for (const [n, scale] of forms) {
    for (const form of [n, n.replace("%", "％")]) {
      const at = text.indexOf(form + scale) >= 0 ? form + scale : null;
      if (!at) continue;
      const start = text.indexOf(at);
      if (/[\d.]/.test(text[start - 1] || "")) continue;
      let end = start + at.length;
      const rest = text.slice(end).match(/^[多余来几％%]?/)[0];
      end += rest.length;
      if (unit && text.startsWith(unit, end)) end += unit.length;
      return [text.slice(start, end)];
    }
  }
  return [];
}

function amount(figure) {
  const value = Number(figure.value),
    plain = Number.isFinite(value) ? value : null;
  let text = plain === null ? figure.value || "" : plain.toLocaleString("en-US", { maximumFractionDigits: 6 });
  if (plain !== null && Math.abs(plain) >= 1e12) text = `${+(plain / 1e12).toFixed(4)}万亿`;
  else if (plain !== null && figure.unit !== "%" && Math.abs(plain) >= 1e8) text = `${+(plain / 1e8).toFixed(4)}亿`;
  else if (plain !== null && Math.abs(plain) >= 1e5) text = `${+(plain / 1e4).toFixed(4)}万`;
  const before = /^[余多来几]$/.test(figure.modifier || ""),
    sign = figure.kind === "change" ? { up: "↑ ", down: "↓ " }[figure.direction] || "" : "";
  if (figure.modifier && before) return `${sign}${text}${figure.modifier}${figure.unit || ""}`;
  const after = /^(以上|以下|左右|上下|以内)$/.test(figure.modifier || "");
  return `${sign}${figure.modifier && !after ? figure.modifier : ""}${text}${figure.unit || ""}${after ? figure.modifier : ""}`;
}

function figureTable(list, self, withYear) {
  const body = h(
    "tbody",
    {},
    list.slice(0, ROWS).map((figure) => figureRow(figure, self, withYear)),
  );
  const head = (word, kind) => h("th", { scope: "col", class: kind }, t(word));
  const table = h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        withYear && head("whichYear"),
        head("indicator"),
        head("value", "value"),
        head("state"),
        head("mention", "open"),
      ),
    ),
    body,
  );
  if (list.length <= ROWS) return table;
  const more = h("button", { class: "name" }, t("moreItems", list.length - ROWS));
  more.addEventListener("click", () => {
    body.append(...list.slice(ROWS).flatMap((figure) => figureRow(figure, self, withYear)));
    more.remove();
  });
  return [table, more];
}

// A row, and a hidden one below it that holds the quotation.
function figureRow(figure, self, withYear) {
  const said = h("tr", { class: "said", hidden: true }, h("td", { colspan: withYear ? 5 : 4 }));
  const own = figure.indicator === self || !figure.indicator;
  const open = disclosure(figure.indicator?.label || figure.id, { shell: said, target: said.firstChild }, () => {
    const needles = figure.quote ? numberNeedles(figure, figure.quote.text) : [];
    return quotation(figure, own && self ? [...needles, self.label] : needles);
  });
  const row = h(
    "tr",
    {},
    withYear && h("td", { class: "state" }, figure.year || "—"),
    h(
      "td",
      {},
      own ? figure.basis || t(figure.kind || "level") : nameOf(figure.indicator),
      figureNotes(figure, self, own),
    ),
    h("td", { class: "value" }, amount(figure)),
    h("td", { class: figure.planned ? "planned state" : "state" }, t(figure.planned ? "planned" : "achieved")),
    h("td", { class: "open" }, open),
  );
  return [row, said];
}

function figureNotes(figure, self, own) {
  const notes = [];
  if (!own && figure.basis) notes.push(figure.basis);
  if (figure.group && figure.group !== self) notes.push(nameOf(figure.group));
  if (figure.outcomeOf) {
    const met = figure.met && ` · ${t(figure.met === "true" ? "met" : "unmet")}`;
    notes.push([t("hasTarget", amount(figure.outcomeOf)), met]);
  }
  for (const other of figure.conflicts)
    notes.push(t("conflict", entities[other.report]?.label || "", amount(other)));
  return notes.map((note) => h("div", { class: "soft" }, note));
}
