(() => {
"use strict";
const questions = JSON.parse(document.getElementById("data").textContent).questions;
const main = document.getElementById("questions");
const who = document.getElementById("who");
const save = document.getElementById("save");
const count = document.getElementById("count");
const answers = new Map(); // number of the question -> its entry, and the problem with it

const make = (tag, text = "", given = {}) => {
  const element = Object.assign(document.createElement(tag), given);
  element.textContent = text;
  return element;
};

/** The sentence with the words in question marked; of two that begin alike the longer one. */
function quoted(sentence, words) {
  const quote = make("blockquote");
  const wanted = words.filter(Boolean).sort((a, b) => b.length - a.length);
  let rest = sentence;
  while (rest) {
    const places = wanted.map((word) => [rest.indexOf(word), word]).filter(([at]) => at >= 0);
    const [at, word] = places.sort(([a], [b]) => a - b)[0] ?? [rest.length, ""];
    quote.append(rest.slice(0, at));
    if (word) quote.append(make("mark", word));
    rest = rest.slice(at + word.length);
  }
  return quote;
}

function labelled(text, input) {
  const label = make("label");
  label.append(input, ` ${text}`);
  return label;
}

const KINDS = { // of what is typed in
  year: {type: "number", min: 1900, max: 2200},
  value: {inputMode: "decimal", pattern: "[+\\-]?[0-9,]*[.]?[0-9]+"},
};

/** A field to fill in; where only some values will do, a list of them. */
function control({name, known, options}) {
  const [key, inside] = name.split(".").reverse();
  if (!options.length) return make("input", "", {...KINDS[key], value: known, required: !inside});
  const select = make("select");
  const listed = options.some(([value]) => value === known) ? options : [[known, ""], ...options];
  select.append(...listed.map(([value, label]) => make("option", `${value} ${label}`, {value})));
  select.value = known;
  return select;
}

/** The correction; of what is changed, only what differs from what is known. */
function entryOf(choice, inputs) {
  const entry = structuredClone(choice.entry);
  for (const [{name, known}, input] of inputs) {
    const [key, inside] = name.split(".").reverse();
    const value = input.value.trim();
    if (!inside) entry[key] = value;
    else if (value && value !== known) (entry[inside] ??= {})[key] = key === "year" ? Number(value) : value;
  }
  return entry;
}

function changesNothing({merge, into, rename, to}) {
  if (merge) return merge.length === 1 && merge[0] === into;
  return to !== undefined && (to === rename || Object.keys(to).length === 0);
}

/** What keeps an answer from being one, "" for nothing. */
function problemOf(choice, inputs) {
  const wrong = inputs.filter(([, input]) => !input.checkValidity() || (input.required && !input.value.trim()));
  if (wrong.length) return `Not complete 未完成: ${wrong.map(([field]) => field.ask).join("; ")}`;
  return changesNothing(entryOf(choice, inputs)) ? "Change something, or choose another answer 请改动，或选别的回答" : "";
}

function show(question, number) {
  const box = make("fieldset");
  const fields = make("div", "", {className: "fields"});
  const problem = make("p", "", {className: "problem", role: "status"});
  box.append(make("legend", `${number + 1}. ${question.ask}`), make("p", question.document, {className: "document"}),
             quoted(question.sentence, question.words));
  const choose = (choice) => {
    fields.replaceChildren();
    answers.delete(number);
    if (choice) {
      const inputs = choice.fields.map((field) => [field, control(field)]);
      const why = make("input", "", {placeholder: "checked against the sentence 已核对原句", size: 40});
      fields.append(...inputs.map(([{ask}, input]) => labelled(ask, input)), labelled("why 理由", why));
      answers.set(number, {
        problem: () => problemOf(choice, inputs),
        entry: () => ({...entryOf(choice, inputs), who: who.value.trim(), why: why.value.trim() || why.placeholder}),
      });
    }
    judge();
  };
  const judge = () => {
    problem.textContent = answers.get(number)?.problem() ?? "";
    told();
  };
  for (const choice of [...question.choices, null]) {
    const radio = make("input", "", {type: "radio", name: `q${number}`, checked: !choice});
    radio.addEventListener("change", () => choose(choice));
    box.append(labelled(choice ? choice.label : "later 以后再说", radio));
  }
  fields.addEventListener("input", judge);
  box.append(fields, problem);
  return box;
}

function told() {
  const open = [...answers].filter(([, answer]) => answer.problem()).map(([number]) => number + 1);
  save.disabled = !answers.size || open.length || !who.value.trim();
  count.textContent = `${answers.size - open.length} / ${questions.length}`;
  if (open.length) count.textContent += ` (not complete 未完成: ${open.sort((a, b) => a - b).join(", ")})`;
}

/** JSON on a line is YAML too, and needs no writer of its own. */
function file() {
  const entries = [...answers].sort(([a], [b]) => a - b).map(([, answer]) => `- ${JSON.stringify(answer.entry())}\n`);
  return new Blob(entries, {type: "application/yaml"});
}

save.addEventListener("click", () => {
  const name = who.value.trim().replace(/[\s\\/:*?"<>|.]+/g, "_"); // so that no file replaces another's
  const link = make("a", "", {href: URL.createObjectURL(file()), download: `curation-${name}.yaml`});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
who.addEventListener("input", told);
main.append(...questions.map(show));
told();
})();
