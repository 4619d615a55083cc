// The panel before anything is selected: what is here and where to begin.

function overview() {
  const told = relations.filter((r) => !TIES.has(r.p.name)).length + figures.length;
  const named = entities.filter((e) => !["Report", "Year"].includes(e.cls.name));
  const inTime = new Set(documents.map((d) => d.years[0])).size > 1,
    where = (e) =>
      new Set(e.presence.map(([r]) => (inTime ? entities[r]?.years[0] : r)).filter((at) => at > (inTime ? 0 : -1)));
  const across = named.filter((e) => e.cls.name !== "Indicator" && where(e).size > 1);
  const most = named
    .filter((e) => e.cls.name === "Programme" && !across.includes(e))
    .sort((a, b) => b.said - a.said || a.i - b.i);
  const series = seriesOf(figures.filter((f) => f.indicator)).sort((a, b) => b.points.length - a.points.length);
  return [
    h("p", { class: "soft" }, t("of", documents.length, named.length, told)),
    h("p", {}, t("introduction")),
    documents.length
      ? [
          heading(t("reports")),
          entityList(
            [...documents].sort((a, b) => (a.years[0] || 0) - (b.years[0] || 0)),
            (e) => String(e.years[0] || ""),
            6,
          ),
        ]
      : [],
    across.length
      ? [
          heading(t(inTime ? "across" : "shared"), t(inTime ? "acrossNote" : "sharedNote")),
          entityList(
            across.sort(
              (a, b) => order(a) - order(b) || where(b).size - where(a).size || b.said - a.said || a.i - b.i,
            ),
            (e) => (inTime ? spanOf(e, [...where(e)].sort()) : t("inReports", where(e).size)),
            10,
          ),
        ]
      : [],
    series.length
      ? [
          heading(t("seriesList")),
          series
            .slice(0, 2)
            .map((one) => [
              h("p", {}, nameOf(one.indicator)),
              chart(one, [t(one.kind), one.unit, one.place].filter(Boolean).join(" · ")),
            ]),
        ]
      : [],
    most.length ? [heading(t("mostSaid")), entityList(most, (e) => t("facts", e.said), 8)] : [],
  ].flat(Infinity);
}

function order(entity) {
  return entity.cls.name === "Programme" ? 0 : 1 + entity.cls.i;
}

// Passages of all documents that contain a text, with what was read out of them.
function passages(text) {
  const found = quotes.filter((q) => q.text.includes(text));
  const panel = $("panel"),
    bySource = new Map();
  const note = (quote, entity) => {
    if (!quote || !entity) return;
    if (!bySource.has(quote)) bySource.set(quote, new Set());
    bySource.get(quote).add(entity);
  };
  for (const r of relations) {
    note(r.quote, r.s);
    if (!["Report", "Year"].includes(r.o.cls.name)) note(r.quote, r.o);
  }
  for (const f of figures) note(f.quote, f.indicator);
  panel.replaceChildren(
    h("h2", {}, t("inTextTitle", text)),
    ...found.slice(0, 100).map((quote) =>
      h(
        "div",
        {},
        quotation({ quote, report: quote.report, rule: "" }, [text]),
        h(
          "p",
          { class: "soft" },
          [...(bySource.get(quote) || [])].slice(0, 6).map((e, n) => [n > 0 && " · ", nameOf(e)]),
        ),
      ),
    ),
  );
  panel.scrollTop = 0;
  panel.focus();
}
