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
      source.people && ` · ${t("people")} ${source.people}`,
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
