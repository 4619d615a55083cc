// A fact and its quotation.
const QUOTES = /[“”‘’"'「」『』\s]/;

// The text of a quotation with the passages marked that a fact is about; quotation marks and spaces inside
// a passage do not matter.
function marked(text, needles) {
  const places = [],
    bare = [...text].filter((c, at) => !QUOTES.test(c) && places.push(at)).join(""),
    found = [];
  const letters = [...text];
  for (const needle of [...new Set(needles)].sort((a, b) => b.length - a.length)) {
    const wanted = [...needle].filter((c) => !QUOTES.test(c)).join("");
    const at = wanted.length > 1 ? bare.indexOf(wanted) : -1;
    if (at < 0) continue;
    const first = [...bare.slice(0, at)].length,
      start = places[first],
      end = places[first + [...wanted].length - 1] + 1;
    if (!found.some((other) => start < other[1] && end > other[0])) found.push([start, end]);
  }
  found.sort((a, b) => a[0] - b[0]);
  const parts = [];
  let done = 0;
  for (const [start, end] of found) {
    parts.push(letters.slice(done, start).join(""), h("mark", {}, letters.slice(start, end).join("")));
    done = end;
  }
  return [...parts, letters.slice(done).join("")];
}

function needlesOf(entity) {
  return entity ? [entity.label, ...entity.aliases] : [];
}

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

function quotation(source, needles) {
  if (!source.quote)
    return h(
      "p",
      { class: "soft" },
      source.inferred ? t("inferred") : t("noQuote"),
      source.inferred && [
        " · ",
        h("code", {}, source.inferred),
        source.score && ` · ${t("score")} ${source.score}`,
      ],
    );
  const { text, start, end } = source.quote,
    report = entities[source.report >= 0 ? source.report : source.quote.report];
  return h(
    "figure",
    { class: "quote" },
    h("blockquote", { lang: "zh" }, marked(text, needles)),
    h(
      "figcaption",
      {},
      report && nameOf(report),
      start >= 0 && ` · ${t("chars", start, end)}`,
      source.rule && [` · ${t("rule")} `, h("code", {}, source.rule)],
    ),
  );
}

// "青年计划 面向 年轻干部", with the other side as a link.
function sentence(relation, self) {
  const side = (entity) => (entity === self ? h("strong", {}, entity.label) : nameOf(entity));
  return [side(relation.s), " ", h("span", { class: "by" }, called(relation.p)), " ", side(relation.o)];
}

// A button that opens what it is about the first time it is asked, and then shows or hides it.
function disclosure(name, holder, build) {
  const button = h("button", {
    class: "cite",
    "aria-expanded": "false",
    "aria-label": t("showQuote", name),
    title: t("mention"),
    on: {
      click: () => {
        if (!holder.target.firstChild) holder.target.append(build());
        holder.shell.hidden = !holder.shell.hidden;
        button.setAttribute("aria-expanded", String(!holder.shell.hidden));
      },
    },
  });
  return button;
}

function fact(relation, self) {
  const said = h("div", { hidden: true }),
    build = () => quotation(relation, [...needlesOf(relation.s), ...needlesOf(relation.o)]);
  const note = relation.inferred && `（${relation.score ? `${t("score")} ${relation.score}` : t("inferred")}）`;
  return h(
    "div",
    { class: "fact" },
    h("p", {}, sentence(relation, self), note && h("span", { class: "soft" }, note)),
    disclosure(
      `${relation.s.label} ${called(relation.p)} ${relation.o.label}`,
      { shell: said, target: said },
      build,
    ),
    said,
  );
}

function amount(figure) {
  const value = Number(figure.value),
    plain = Number.isFinite(value) ? value : null;
  let text = plain === null ? figure.value || "" : plain.toLocaleString("en-US", { maximumFractionDigits: 6 });
  if (plain !== null && figure.unit !== "%" && Math.abs(plain) >= 1e8) text = `${+(plain / 1e8).toFixed(4)}亿`;
  else if (plain !== null && Math.abs(plain) >= 1e5) text = `${+(plain / 1e4).toFixed(4)}万`;
  const before = /^[余多来几]$/.test(figure.modifier || ""),
    sign = figure.kind === "change" ? { up: "↑ ", down: "↓ " }[figure.direction] || "" : "";
  if (figure.modifier && before) return `${sign}${text}${figure.modifier}${figure.unit || ""}`;
  const after = /^(以上|以下|左右|上下|以内)$/.test(figure.modifier || "");
  return `${sign}${figure.modifier && !after ? figure.modifier : ""}${text}${figure.unit || ""}${after ? figure.modifier : ""}`;
}

function figureTable(list, self, withYear) {
  const body = h("tbody");
  for (const figure of list) {
    const said = h("tr", { class: "said", hidden: true }, h("td", { colspan: withYear ? 5 : 4 }));
    const needles = figure.quote ? numberNeedles(figure, figure.quote.text) : [];
    const open = disclosure(figure.indicator?.label || figure.id, { shell: said, target: said.firstChild }, () =>
      quotation(figure, figure.indicator === self && self ? [...needles, self.label] : needles),
    );
    const target =
      figure.outcomeOf &&
      h(
        "div",
        { class: "soft" },
        t("hasTarget", amount(figure.outcomeOf)),
        figure.met && ` · ${t(figure.met === "true" ? "met" : "unmet")}`,
      );
    body.append(
      h(
        "tr",
        {},
        withYear && h("td", {}, figure.year || "—"),
        h(
          "td",
          {},
          figure.indicator === self || !figure.indicator
            ? called(classes.find((c) => c.name === "Indicator") || { zh: "", en: "" }) &&
                (figure.basis || t(figure.kind || "level"))
            : nameOf(figure.indicator),
          figure.indicator !== self && figure.basis && h("div", { class: "soft" }, figure.basis),
          figure.group && figure.group !== self && h("div", { class: "soft" }, nameOf(figure.group)),
          target,
        ),
        h("td", { class: "value" }, amount(figure)),
        h("td", { class: figure.planned ? "planned state" : "state" }, t(figure.planned ? "planned" : "achieved")),
        h("td", { class: "open" }, open),
      ),
      said,
    );
  }
  return h(
    "table",
    {},
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        withYear && h("th", { scope: "col" }, t("whichYear")),
        h("th", { scope: "col" }, t("indicator")),
        h("th", { scope: "col", class: "value" }, t("value")),
        h("th", { scope: "col" }, t("state")),
        h("th", {}, h("span", { class: "unseen" }, t("mention"))),
      ),
    ),
    body,
  );
}
