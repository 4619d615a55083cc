// Search with completion over names, aliases and pinyin initials; the last row looks into the text.
const plain = (text) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s“”"‘’'《》]/g, "");
const index = entities.map((entity) => ({
  entity,
  names: [entity.label, ...entity.aliases].map(plain),
  pinyin: ` ${entity.pinyin}`,
}));
const search = { found: [], at: -1, closing: 0 };

function matches(query) {
  const q = plain(query);
  if (!q) return [];
  const latin = /^[a-z0-9+]+$/.test(q),
    found = [];
  for (const { entity, names, pinyin } of index) {
    let grade = 9;
    names.forEach((name, n) => {
      const at = name.indexOf(q);
      if (at >= 0)
        grade = Math.min(grade, name === q ? 0 : at === 0 ? 1 + (n > 0 ? 0.5 : 0) : 2 + (n > 0 ? 0.5 : 0));
    });
    if (grade === 9 && latin && q.length > 1) grade = pinyin.includes(` ${q}`) ? 3 : pinyin.includes(q) ? 4 : 9;
    if (grade < 9) found.push([grade, entity]);
  }
  found.sort((a, b) => a[0] - b[0] || a[1].rank - b[1].rank);
  return found.slice(0, 10).map(([, entity]) => entity);
}

function startSearch() {
  const input = $("search");
  input.addEventListener("input", suggest);
  input.addEventListener("focus", suggest);
  input.addEventListener("blur", () => {
    search.closing = window.setTimeout(closeSearch, 150);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      mark(search.at + (event.key === "ArrowDown" ? 1 : -1));
      event.preventDefault();
    } else if (event.key === "Enter") {
      search.found[Math.max(0, search.at)]?.act();
      event.preventDefault();
    } else if (event.key === "Escape") {
      if (input.value) {
        input.value = "";
        suggest();
      } else input.blur();
      event.stopPropagation();
    }
  });
}

function suggest() {
  window.clearTimeout(search.closing);
  const text = $("search").value.trim(),
    rows = matches(text).map((entity) => ({
      act: () => {
        found(entity);
      },
      parts: [
        glyph(entity.cls, entity.shape),
        h("span", {}, entity.label),
        h("span", { class: "what" }, [called(entity.cls), spanOf(entity)].filter(Boolean).join(" · ")),
      ],
    }));
  const inText = text.length > 1 ? quotes.filter((q) => q.text.includes(text)).length : 0;
  if (inText)
    rows.push({
      act: () => {
        closeSearch();
        passages(text);
      },
      parts: [h("span", { class: "soft" }, t("inText", text, inText))],
    });
  search.found = rows;
  const items = rows.map((row, n) =>
    h(
      "li",
      {
        role: "option",
        id: `found-${n}`,
        "aria-selected": "false",
        on: {
          mousedown: (event) => {
            event.preventDefault();
            row.act();
          },
        },
      },
      row.parts,
    ),
  );
  if (text && !rows.length)
    items.push(
      h(
        "li",
        { role: "option", "aria-disabled": "true", "aria-selected": "false" },
        h("span", { class: "soft" }, t("nothing")),
      ),
    );
  $("found").replaceChildren(...items);
  $("found").hidden = !items.length;
  $("search").setAttribute("aria-expanded", String(items.length > 0));
  mark(rows.length ? 0 : -1);
}

function mark(at) {
  const items = [...$("found").children];
  search.at = items.length ? (at + items.length) % items.length : -1;
  items.forEach((item, n) => item.setAttribute("aria-selected", String(n === search.at)));
  items[search.at]?.scrollIntoView({ block: "nearest" });
  if (search.at >= 0 && items[search.at].id) $("search").setAttribute("aria-activedescendant", items[search.at].id);
  else $("search").removeAttribute("aria-activedescendant");
}

function found(entity) {
  $("search").value = "";
  closeSearch();
  choose({ sel: entity });
  reveal(entity);
  $("panel").focus({ preventScroll: true });
}

function closeSearch() {
  $("found").hidden = true;
  $("search").setAttribute("aria-expanded", "false");
  $("search").removeAttribute("aria-activedescendant");
}
