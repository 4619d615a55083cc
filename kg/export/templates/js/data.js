// What the page was given (kg/export/html_data.py), by position:
//   entities   id, class, label, aliases, details [[term, text]], presence [[report, year]], pinyin
//   relations  subject, term, object, source        figures  id, indicator, planned, group, programmes, words, source
//   links      figure, term, figure, note           quotes   report, start, end, text
//   source     report, year, quote, rule, inferredBy, score, note, people
const data = JSON.parse(document.getElementById("data").textContent);

const classes = data.classes.map(([iri, zh, en], i) => {
  const name = iri.slice(iri.indexOf(":") + 1);
  return { i, iri, name, zh: zh || name, en: en || name };
});
const terms = data.terms.map(([iri, zh, en]) => {
  const name = iri.slice(iri.indexOf(":") + 1);
  return { iri, name, zh: zh || name, en: en || name };
});
const entities = data.entities.map(([id, cls, label, aliases, details, presence, pinyin], i) => {
  const { x, y, size, shape, label: short } = data.network.nodes[i];
  return {
    i,
    id,
    cls: classes[cls],
    label,
    aliases,
    details,
    presence,
    pinyin,
    rank: data.ranks[i],
    x,
    y,
    size,
    shape,
    short,
    years: [...new Set(presence.map(([, year]) => year))].filter((year) => year > 0).sort((a, b) => a - b),
    relations: [],
    figures: [],
    lines: [],
    said: 0,
  };
});
const byId = new Map(entities.map((entity) => [entity.id, entity]));
const quotes = data.quotes.map(([report, start, end, text], i) => ({ i, report, start, end, text }));

function sourceOf([report, year, quote, rule, inferred, score = "", note = "", people = ""]) {
  return {
    report,
    year,
    quote: quote < 0 ? null : quotes[quote],
    rule: terms[rule].iri,
    inferred: terms[inferred].iri,
    score,
    note,
    people,
  };
}

const relations = data.relations.map(([s, p, o, source]) => ({
  s: entities[s],
  p: terms[p],
  o: entities[o],
  ...sourceOf(source),
}));
const figures = data.figures.map(([id, indicator, planned, group, programmes, words, source]) => ({
  id,
  indicator: entities[indicator],
  planned: planned === 1,
  group: entities[group],
  programmes: programmes.map((i) => entities[i]),
  ...words,
  ...sourceOf(source),
  outcomeOf: null,
  previous: null,
  conflicts: [],
  met: "",
}));
for (const [a, p, b, note] of data.links) {
  if (terms[p].name === "outcomeOf") Object.assign(figures[a], { outcomeOf: figures[b], met: note });
  if (terms[p].name === "inconsistentWith") {
    figures[a].conflicts.push(figures[b]);
    figures[b].conflicts.push(figures[a]);
  }
  if (terms[p].name === "previous") figures[a].previous = figures[b];
}
const TIES = new Set(["mentionedIn", "activeIn", "reportYear", "firstReported", "lastReported", "nextYear"]);
const lines = data.network.edges.map((edge) => ({
  id: edge.id,
  from: entities[edge.from],
  to: entities[edge.to],
  p: terms[edge.property],
  places: [],
}));
const lineOf = new Map(lines.map((line) => [`${line.from.i} ${line.p.iri} ${line.to.i}`, line]));

for (const relation of relations) {
  relation.s.relations.push(relation);
  if (relation.o !== relation.s) relation.o.relations.push(relation);
  if (TIES.has(relation.p.name)) continue;
  lineOf.get(`${relation.s.i} ${relation.p.iri} ${relation.o.i}`).places.push([relation.report, relation.year]);
}
for (const figure of figures) {
  for (const entity of new Set([figure.indicator, figure.group, ...figure.programmes]))
    entity?.figures.push(figure);
  if (!figure.indicator) continue;
  const place = [figure.report, figure.year];
  for (const programme of figure.programmes)
    lineOf.get(`${programme.i} wr:hasObservation ${figure.indicator.i}`).places.push(place);
  if (figure.group) lineOf.get(`${figure.indicator.i} wr:group ${figure.group.i}`).places.push(place);
}
for (const line of lines) {
  line.from.lines.push(line);
  if (line.to !== line.from) line.to.lines.push(line);
}
for (const entity of entities) {
  entity.said =
    entity.figures.length +
    entity.relations.filter((r) => !TIES.has(r.p.name) || (r.p.name === "mentionedIn" && r.s === entity)).length;
}

const documents = entities.filter((entity) => entity.cls.name === "Report");
const years = [...new Set(entities.flatMap((entity) => entity.years))].sort((a, b) => a - b);
const yearEntity = new Map(entities.filter((e) => e.cls.name === "Year").map((e) => [e.years[0], e]));

function called(term) {
  return term[language];
}

// Entities that a line or a shared report or year ties to this one.
function neighbours(entity) {
  const found = new Set();
  for (const line of entity.lines) found.add(line.from === entity ? line.to : line.from);
  if (entity.cls.name === "Report" || entity.cls.name === "Year") {
    for (const relation of entity.relations) found.add(relation.s === entity ? relation.o : relation.s);
  }
  found.delete(entity);
  return found;
}
