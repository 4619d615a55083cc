// The range of years: two sliders over a histogram of what is said, and a play-through.
const play = { timer: 0 };

function startYears() {
  if (years.length < 2) {
    $("time").hidden = true;
    $("graph").style.bottom = "0";
    document.querySelector(".status").style.bottom = "8px";
    document.querySelector(".corner").style.bottom = "12px";
    return;
  }
  const counts = years.map(
      (year) => figures.filter((f) => f.year === year).length + relations.filter((r) => r.year === year).length,
    ),
    most = Math.max(...counts, 1);
  const step = 100 / (years.length - 1),
    wide = Math.min(3, step * 0.6),
    every = Math.ceil(years.length / 14);
  $("bars").replaceChildren(
    ...years.flatMap((year, n) =>
      [
        h("i", {
          set: {
            left: `${n * step - wide / 2}%`,
            width: `${wide}%`,
            height: `${counts[n] ? 8 + 84 * Math.sqrt(counts[n] / most) : 0}%`,
          },
        }),
        n % every === 0 && h("b", { set: { left: `${n * step}%` } }, String(year)),
      ].filter(Boolean),
    ),
  );
  for (const [id, other] of [
    ["from", "to"],
    ["to", "from"],
  ]) {
    const slider = $(id);
    slider.max = years.length - 1;
    slider.addEventListener("input", () => {
      stopPlay();
      const value = Number(slider.value),
        limit = Number($(other).value);
      choose(id === "from" ? { from: Math.min(value, limit) } : { to: Math.max(value, limit) });
    });
  }
  $("play").addEventListener("click", togglePlay);
}

function showYears() {
  if (years.length < 2) return;
  const { from, to } = state;
  for (const [id, value] of [
    ["from", from],
    ["to", to],
  ]) {
    $(id).value = value;
    $(id).setAttribute("aria-valuetext", String(years[value]));
  }
  $("from").style.zIndex = from === years.length - 1 ? 2 : 0; // both thumbs at the end: the first must be reachable
  $("span").textContent = from === to ? t("year", years[from]) : `${years[from]}–${years[to]}`;
  $("bars")
    .querySelectorAll("i")
    .forEach((bar, n) => bar.classList.toggle("in", n >= from && n <= to));
}

function togglePlay() {
  if (play.timer) {
    stopPlay();
    return;
  }
  let at = state.from === state.to && state.from < years.length - 1 ? state.from : -1;
  const next = () => {
    at += 1;
    if (at >= years.length) {
      stopPlay();
      choose({ from: 0, to: years.length - 1 });
      return;
    }
    choose({ from: at, to: at });
  };
  play.timer = window.setInterval(next, 1400);
  playFace();
  next();
}

function stopPlay() {
  window.clearInterval(play.timer);
  play.timer = 0;
  playFace();
}

function playFace() {
  $("play").replaceChildren(icon(play.timer ? "pause" : "play"));
  $("play").setAttribute("aria-label", t(play.timer ? "pause" : "play"));
}
