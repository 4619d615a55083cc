// The side panel: what is selected, in words.

function showPanel() {
  const panel = $("panel");
  panel.replaceChildren(...(state.sel ? about(state.sel) : overview()));
  panel.scrollTop = 0;
}

function heading(text, note) {
  return h("h3", {}, text, note && h("small", {}, note));
}

function about(entity) {
  const name = entity.cls.name,
    kind = entity.details.find(([term]) => /Type$/.test(terms[term].name));
  const parts = [
    h(
      "span",
      { class: "chip" },
      glyph(entity.cls, entity.shape),
      called(entity.cls),
      kind && /[^\x00-\x7f]/.test(kind[1]) && ` · ${kind[1]}`,
    ),
    h("h2", { lang: "zh" }, entity.label),
    entity.aliases.length
      ? h("p", { class: "soft" }, `${t("aliases")} ${entity.aliases.join(language === "zh" ? "、" : ", ")}`)
      : null,
    life(entity),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        {
          "aria-pressed": String(state.hops === 1),
          on: { click: () => choose({ hops: state.hops === 1 ? 0 : 1 }) },
        },
        t("only"),
      ),
      state.hops > 0 &&
        h(
          "button",
          {
            "aria-pressed": String(state.hops === 2),
            on: { click: () => choose({ hops: state.hops === 2 ? 1 : 2 }) },
          },
          t("hops"),
        ),
      h(
        "button",
        {
          on: {
            click: () => {
              moveTo({ x: entity.x, y: entity.y }, Math.max(1, view().scale));
            },
          },
        },
        t("center"),
      ),
      h("button", { on: { click: () => choose({ sel: null }) } }, t("clear")),
    ),
  ];
  if (name === "Report") parts.push(aboutReport(entity));
  else if (name === "Year") parts.push(aboutYear(entity));
  else parts.push(charts(entity), story(entity));
  parts.push(otherDetails(entity));
  return parts.flat(Infinity).filter(Boolean);
}

// The years of a graph as a strip; those in which the entity occurs are filled and lead to that year.
function life(entity) {
  if (years.length < 2 || !entity.years.length || entity.cls.name === "Year") return null;
  if (years.length > 24) return barcode(entity);
  return h(
    "div",
    { class: "life", set: { "--class": colours().of[entity.cls.i] } },
    years.map((year) => {
      const on = entity.years.includes(year),
        to = yearEntity.get(year);
      return h(
        "button",
        { class: on && "on", disabled: !to, on: { click: () => choose({ sel: to }) } },
        years.length > 9 ? `'${String(year).slice(2)}` : String(year),
      );
    }),
  );
}

// The same where there are too many years for buttons.
function barcode(entity) {
  const wide = 340 / years.length,
    colour = colours().of[entity.cls.i],
    { line } = colours();
  return h(
    "figure",
    { class: "series" },
    s(
      "svg",
      { viewBox: "0 0 340 12", role: "img", "aria-label": entity.years.join(", ") },
      years.map((year, n) =>
        s("rect", {
          x: n * wide,
          y: 0,
          width: Math.max(1, wide - 1),
          height: 9,
          fill: entity.years.includes(year) ? colour : line,
        }),
      ),
    ),
    h(
      "figcaption",
      {},
      h("span", {}, String(years[0])),
      h("span", {}, spanOf(entity)),
      h("span", {}, String(years.at(-1))),
    ),
  );
}

function charts(entity) {
  const list =
    entity.cls.name === "Indicator"
      ? entity.figures
      : figures.filter((f) => f.programmes.includes(entity) || f.group === entity);
  const wide = new Set(list.map((f) => f.indicator));
  const found = seriesOf(entity.cls.name === "Indicator" ? list : figures.filter((f) => wide.has(f.indicator)));
  return found
    .slice(0, 4)
    .map((series) =>
      chart(
        series,
        [
          entity.cls.name === "Indicator" ? t("series") : series.indicator.label,
          t(series.kind),
          series.unit,
          series.place,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    );
}

function otherDetails(entity) {
  const rows = entity.details.filter(([term, text]) => terms[term].iri !== "wr:sha256" && text !== entity.label);
  const digest = entity.details.find(([term]) => terms[term].iri === "wr:sha256");
  return [
    heading(t("detailsTitle")),
    h(
      "dl",
      { class: "details" },
      rows.map(([term, text]) => [h("dt", {}, called(terms[term])), h("dd", {}, text)]),
      digest && [h("dt", {}, "SHA-256"), h("dd", {}, h("code", {}, digest[1]))],
      h("dt", {}, t("iri")),
      h("dd", {}, h("code", {}, data.base + entity.id)),
    ),
  ];
}

function entityList(list, note, limit = 12) {
  const row = (entity) =>
    h("li", {}, glyph(entity.cls, entity.shape), nameOf(entity), h("span", { class: "soft" }, note(entity)));
  const shownFirst = list.slice(0, limit),
    rest = list.slice(limit);
  const element = h("ul", { class: "list" }, shownFirst.map(row));
  if (!rest.length) return element;
  const more = h(
    "button",
    {
      class: "name",
      on: {
        click: () => {
          element.append(...rest.map(row));
          more.remove();
        },
      },
    },
    t("moreItems", rest.length),
  );
  return [element, more];
}
