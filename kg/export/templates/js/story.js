// What the reports say of an entity, year by year: relations as sentences, figures as a table, the text.

function story(entity) {
  const said = new Map(),
    add = (year, kind, item) => {
      if (!said.has(year)) said.set(year, { relations: [], figures: [], mentions: [] });
      said.get(year)[kind].push(item);
    };
  for (const relation of entity.relations) {
    if (relation.p.name === "mentionedIn" || relation.p.name === "activeIn")
      add(relation.year || relation.o.years[0] || 0, "mentions", relation);
    else if (!TIES.has(relation.p.name)) add(relation.year, "relations", relation);
  }
  const isIndicator = entity.cls.name === "Indicator";
  for (const figure of entity.figures) add(isIndicator ? 0 : figure.year, "figures", figure);
  const parts = [];
  if (isIndicator && said.has(0) && said.get(0).figures.length) {
    const all = said.get(0).figures.sort((a, b) => a.year - b.year || a.planned - b.planned);
    parts.push(heading(t("figures")), figureTable(all, entity, true));
    said.get(0).figures = [];
  }
  for (const [year, { relations: told, figures: counted, mentions }] of [...said].sort(
    (a, b) => (b[0] || 0) - (a[0] || 0),
  )) {
    const quoted = onceEach(mentions);
    if (!told.length && !counted.length && !quoted.length) continue;
    const stage = mentions
      .concat(told)
      .map((r) => r.note)
      .find((note) => note && note !== "true" && note !== "false");
    parts.push(
      heading(
        year ? t("year", year) : t(told.every((r) => r.inferred) && told.length ? "inferred" : "unknownYear"),
        stage,
      ),
    );
    told.sort((a, b) => a.p.iri.localeCompare(b.p.iri) || a.o.i - b.o.i);
    for (const relation of told) parts.push(fact(relation, entity));
    if (counted.length)
      parts.push(
        figureTable(
          counted.sort((a, b) => a.id.localeCompare(b.id)),
          entity,
          false,
        ),
      );
    for (const mention of quoted) parts.push(quotation(mention, needlesOf(entity)));
  }
  return parts;
}

function onceEach(mentions) {
  const seen = new Set();
  return mentions.filter(({ quote }) => quote && !seen.has(quote.text) && seen.add(quote.text));
}

function aboutReport(report) {
  const named = classes.map((c) => [
    c,
    entities.filter(
      (e) =>
        e.cls === c &&
        e !== report &&
        e.presence.some(([r]) => r === report.i) &&
        e.cls.name !== "Year" &&
        e.cls.name !== "Report",
    ),
  ]);
  return named
    .filter(([, list]) => list.length)
    .map(([c, list]) => [
      heading(called(c), t("things", list.length)),
      entityList(
        list.sort((a, b) => b.said - a.said || a.i - b.i),
        (e) => spanOf(e),
        8,
      ),
    ]);
}

// A year: what began, what went on and what was reported for the last time.
function aboutYear(entity) {
  const year = entity.years[0],
    tracked = entities.filter((e) => e.cls.name === "Programme");
  const reported = [...new Set(documents.flatMap((d) => d.years))].sort((a, b) => a - b),
    has = (e) => e.years.includes(year);
  const earlier = (e) => e.years.some((y) => y < year),
    later = (e) => e.years.some((y) => y > year);
  const groups = [
    ["started", tracked.filter((e) => has(e) && !earlier(e) && reported[0] < year)],
    ["continued", tracked.filter((e) => has(e) && (earlier(e) || (reported[0] === year && later(e))))],
    ["ended", tracked.filter((e) => has(e) && !later(e) && reported[reported.length - 1] > year)],
  ];
  const own = documents.filter((d) => d.years.includes(year));
  return [
    own.length ? [heading(t("reports")), entityList(own, () => "")] : [],
    groups
      .filter(([, list]) => list.length)
      .map(([word, list]) => [
        heading(t(word), t("things", list.length)),
        entityList(
          list.sort((a, b) => b.said - a.said || a.i - b.i),
          spanOf,
        ),
      ]),
    figuresOf(year),
  ];
}

function figuresOf(year) {
  const list = figures.filter((f) => f.year === year);
  return list.length
    ? [heading(t("figures"), t("facts", list.length)), figureTable(list.slice(0, 60), null, false)]
    : [];
}
