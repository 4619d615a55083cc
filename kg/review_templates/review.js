(() => {
"use strict";
const questions = JSON.parse(document.getElementById("data").textContent).questions;
const main = document.getElementById("questions");
const who = document.getElementById("who");
const save = document.getElementById("save");
const count = document.getElementById("count");
const answers = new Map(); // number of the question -> what gives its entry

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

function entryOf(choice, inputs, why) {
  const entry = structuredClone(choice.entry);
  for (const [name, input] of inputs) {
    const [key, inside] = name.split(".").reverse();
    if (input.value.trim()) (inside ? entry[inside] ??= {} : entry)[key] = input.value.trim();
  }
  return {...entry, who: who.value.trim(), why: why.value.trim() || why.placeholder};
}

function show(question, number) {
  const box = make("fieldset");
  const fields = make("div", "", {className: "fields"});
  box.append(make("legend", `${number + 1}. ${question.ask}`), make("p", question.document, {className: "document"}),
             quoted(question.sentence, question.words));
  const choose = (choice) => {
    fields.replaceChildren();
    answers.delete(number);
    if (choice) {
      const inputs = choice.fields.map(([name, ask, known]) => {
        const input = make("input", "", {value: known});
        fields.append(labelled(ask, input));
        return [name, input];
      });
      const why = make("input", "", {placeholder: "checked against the sentence 已核对原句", size: 40});
      fields.append(labelled("why 理由", why));
      answers.set(number, () => entryOf(choice, inputs, why));
    }
    told();
  };
  for (const choice of [...question.choices, null]) {
    const radio = make("input", "", {type: "radio", name: `q${number}`, checked: !choice});
    radio.addEventListener("change", () => choose(choice));
    box.append(labelled(choice ? choice.label : "later 以后再说", radio));
  }
  box.append(fields);
  return box;
}

function told() {
  save.disabled = !answers.size || !who.value.trim();
  count.textContent = `${answers.size} / ${questions.length}`;
}

/** JSON on a line is YAML too, and needs no writer of its own. */
function file() {
  const entries = [...answers].sort(([a], [b]) => a - b).map(([, entry]) => `- ${JSON.stringify(entry())}\n`);
  return new Blob(entries, {type: "application/yaml"});
}

save.addEventListener("click", () => {
  const link = make("a", "", {href: URL.createObjectURL(file()), download: "curation.yaml"});
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
});
who.addEventListener("input", told);
main.append(...questions.map(show));
told();
})();
