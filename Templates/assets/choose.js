// Parallax: Choose. Who passes, and in which order; choose-data.js, made at each build, has the facts.
(() => {
"use strict";
const home = new URL(".", document.currentScript.src);
const box = document.querySelector("[data-needs]");
const tables = Object.fromEntries([...document.querySelectorAll("table[data-table]")].map(t => [t.dataset.table, t]));
const blocs = ["us", "cn", "xx"];
const { max, min, round } = Math;
const sum = numbers => numbers.reduce((a, b) => a + b, 0) || 1;

const make = (name, properties, ...content) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...content);
  return element;
};
const draw = (name, attributes, ...content) => {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...content);
  return element;
};
const path = (name, d, ...content) => draw("path", { class: name, d }, ...content);
const label = (name, x, y, words) => draw("text", { class: name, x, y }, words);
const link = (path, words) => make("a", { href: new URL(path, home) }, words);
const modelLink = model => link(`models/${model.id}.html`, model.name);

// Cells are named as their columns, for narrow screens.
function row(table, cells, head = 0) {
  const titles = table.tHead.rows[0].cells;
  return make("tr", {}, ...cells.map((content, i) => {
    const cell = make(i === head ? "th" : "td", { className: titles[i].className }, ...[content].flat());
    if (i === head) cell.scope = "row";
    else if (table.classList.contains("stack") && content !== "") cell.dataset.label = titles[i].textContent;
    return cell;
  }));
}
const unknown = words => make("span", { className: "out" }, words);
const fill = (table, rows) => table?.tBodies[0].replaceChildren(...rows);
const count = value => value.toLocaleString("en");
const percent = part => `${round(part * 100)}%`;

// SplitMix64 from the build's seed draws what the build draws.
function drawnWeights({ draws, seed }, qualities) {
  const mask = bits => BigInt.asUintN(64, bits);
  let state = BigInt(seed);
  const fraction = () => {
    state = mask(state + 0x9E3779B97F4A7C15n);
    let mixed = mask((state ^ (state >> 30n)) * 0xBF58476D1CE4E5B9n);
    mixed = mask((mixed ^ (mixed >> 27n)) * 0x94D049BB133111EBn);
    return (Number((mixed ^ (mixed >> 31n)) >> 11n) + 1) / 2 ** 53;
  };
  return Array.from({ length: draws }, () => {
    const logs = Array.from({ length: qualities }, () => -Math.log(fraction()));
    return logs.map(log => log / sum(logs));
  });
}

// Qualities from 0, the worst left, to 1, the best; what nobody knows is as the worst.
function scaled(models) {
  const ranges = models[0]?.qualities.map((_, i) => {
    const known = models.map(model => model.qualities[i]).filter(quality => quality !== null);
    return [min(...known), max(...known)];
  });
  return models.map(model => model.qualities.map((quality, i) => {
    const [least, most] = ranges[i];
    return quality === null ? 0 : most > least ? (quality - least) / (most - least) : 1;
  }));
}

const score = (qualities, weights) => min(1, qualities.reduce((sum, quality, i) => sum + quality * weights[i], 0));

// Places under the weights and under the drawn ones, pulled halfway to them.
function places(models, weights, drawn) {
  const qualities = scaled(models);
  const inOrder = (positions, scores) =>
    positions.sort((a, b) => scores[b] - scores[a] || (models[a].name < models[b].name ? -1 : 1));
  const scores = qualities.map(own => score(own, weights));
  const order = inOrder(models.map((_, i) => i), scores);
  const ranks = [];
  order.forEach((model, rank) => { ranks[model] = rank; });
  const tallies = models.map(() => new Uint32Array(models.length));
  const kept = models.map(() => 0);
  const drawnOrder = [...order];
  for (const draw of drawn) {
    const mixed = weights.map((weight, i) => (weight + draw[i]) / 2);
    inOrder(drawnOrder, qualities.map(own => score(own, mixed)));
    drawnOrder.forEach((model, rank) => {
      tallies[model][rank] += 1;
      if (rank <= ranks[model]) kept[model] += 1;
    });
  }
  const rankAt = (tally, part) => {
    let seen = 0;
    return tally.findIndex(times => (seen += times) >= part * drawn.length && seen > 0) + 1;
  };
  return order.map(model => ({
    model: models[model], score: scores[model], first: tallies[model][0] / drawn.length,
    keeps: kept[model] / drawn.length, middle: rankAt(tallies[model], 0.5),
    ranks: [rankAt(tallies[model], 0.05), rankAt(tallies[model], 0.95)],
  }));
}

function funnel({ models }, steps) {
  const table = tables.funnel;
  if (!table) return;
  const line = (words, left, out) => {
    const counts = blocs.map((_, bloc) => left.filter(model => model.bloc === bloc).length);
    const bar = draw("svg", { class: "chart wbar", viewBox: "0 0 240 16", "aria-hidden": "true" });
    let x = 0;
    counts.forEach((number, bloc) => {
      const width = number / models.length * 240;
      if (number) bar.append(draw("rect", { class: ["f-us", "f-cn", "pt-xx"][bloc], x, y: 1, height: 14, width }));
      x += width;
    });
    const [us, cn] = ["us", "cn"].map((className, bloc) => make("span", { className }, counts[bloc]));
    return row(table, [words, count(left.length), us, cn, counts[2], bar, out]);
  };
  const fallen = out => out.length
    ? [`${out.length}: `, ...out.slice(0, 3).flatMap((model, i) => [i ? ", " : "", modelLink(model)]),
      out.length > 3 ? " and others" : ""]
    : unknown("none");
  fill(table, [line("Rated on the board", models, ""),
    ...steps.map(({ words, left, out }) => line(words[0].toUpperCase() + words.slice(1), left, fallen(out)))]);
}

const maker = model =>
  make("span", { className: "small" }, make("span", { className: ["us key-us", "cn key-cn", ""][model.bloc] }, model.maker));

// How often a model is first is known a moment later.
function order(found) {
  fill(tables.order, found.map(({ model, score, first }, rank) => row(tables.order, [
    rank + 1, [modelLink(model), " ", maker(model)], [model.shown[0], make("span", { className: "i" }, " ", model.shown[1])],
    model.shown[2] || "none",
    model.licence ? link(`licences/${model.licence[0]}.html`, model.licence[1]) : unknown("not known"),
    round(score * 100), isNaN(first) ? "" : percent(first),
  ], 1)));
  fill(tables.inside, found.map(({ model }) => model).filter(({ shown }) => shown[2])
    .sort((a, b) => b.rating - a.rating)
    .map(model => row(tables.inside, [modelLink(model), model.maker, model.shown[0], model.shown[2]])));
}

function firmness(found) {
  fill(tables.places, found.map(({ model, middle, ranks, first, keeps }) =>
    row(tables.places, [modelLink(model), middle, ranks.join("\u2013"), percent(first), percent(keeps)])));
}

const reasonRows = [...(tables.reasons?.tBodies[0].rows ?? [])];
function reasons({ models }, limits) {
  reasonRows.forEach((line, i) => {
    const failed = limits.filter(limit => !limit.passes(models[i])).map(limit => limit.words);
    line.cells[4].replaceChildren(failed.length ? "out" : make("strong", {}, "in"));
    line.cells[5].textContent = failed.join("; ") || "none";
  });
}

// Draws a chart anew, all but the titles of its axes.
function redraw(id, words, summary, picture) {
  const figure = document.getElementById(id);
  if (!figure) return;
  figure.querySelector("h3").lastChild.textContent = ` ${words}`;
  figure.querySelector("svg > title").textContent = words;
  figure.querySelector("svg > desc").textContent = summary;
  const rows = figure.querySelectorAll("tbody tr").length;
  figure.querySelector("summary").textContent = rows > 1 ? `Table of ${rows} rows` : "Table";
  for (const svg of figure.querySelectorAll(":scope > svg")) {
    svg.querySelectorAll(":scope > :not(title, desc, .axt)").forEach(old => old.remove());
    picture(svg, ...svg.getAttribute("viewBox").split(" ").slice(2).map(Number));
  }
}
const scale = (from, to, start, end) => value => start + (value - from) / (to - from) * (end - start);

const mark = (bloc, x, y, size, dim, title) => {
  const [name, reach, side] = [`pt-${blocs[bloc]}${dim}`, size * 1.28, size * 1.8];
  const shape = bloc === 0 ? draw("circle", { class: name, cx: x, cy: y, r: size })
    : bloc === 1 ? path(name, `M${x} ${y - reach}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}Z`)
    : path(name, `M${x - side / 2} ${y - side / 2}h${side}v${side}h${-side}Z`);
  shape.append(draw("title", {}, title));
  return shape;
};

// What passes and what is a little below, as without script.
function scatter({ models }, left, found, limits) {
  const [most, least] = ["blended-price", "rating-lower-bound"].map(field => limits.find(limit => limit.field === field)?.bound || 0);
  const priced = models.filter(model => model.price);
  const isIn = model => left.includes(model);
  const passing = priced.filter(isIn);
  const best = max(...priced.map(model => model.rating));
  const worst = min(...passing.map(model => model.low ?? model.rating), least || (passing.length ? best : 0));
  const near = priced.filter(model => isIn(model) || model.rating >= worst - (best - worst) / 2)
    .sort((a, b) => a.price - b.price || b.rating - a.rating);
  const ends = values => {
    const [from, to] = [min(...values), max(...values)];
    return [from - (to - from) / 20, to + (to - from) / 20 + 0.02];
  };
  const prices = ends([...near.map(model => model.price), most || near[0].price].map(Math.log10));
  const ratings = ends([...near.map(model => model.rating), least || best]);
  const words = `Who passes: ${left.length} of ${models.length} rated models`;
  redraw("chart-inside", words, words, (svg, width, height) => {
    const [start, end, bottom] = [41, width - 12, height - 46];
    const across = price => scale(...prices, start, end)(Math.log10(price));
    const up = scale(...ratings, bottom, 30);
    const [right, floor] = [most ? across(most) : end, least ? up(least) : bottom];
    if (most || least) {
      svg.append(path("hole", `M${start} 30H${right}V${floor}H${start}Z`), label("note halo", 47, 45, "Inside the limits"));
    }
    svg.append(path("axis", `M${start} ${bottom}H${end}`),
      label("note halo e", end, 45, "best rating at each price"),
      path("brk", (most ? `M${right} 30V${bottom}` : "") + (least ? `M${start} ${floor}H${end}` : "")));
    const step = [5, 10, 20, 50, 100].find(step => ratings[1] - ratings[0] < step * 8);
    for (let rating = Math.ceil(ratings[0] / step) * step; rating < ratings[1]; rating += step) {
      svg.append(path("grid", `M${start} ${up(rating)}H${end}`), label("tick e", 34, up(rating) + 4, count(rating)));
    }
    let free = start;
    for (const price of ["0.02", "0.05", "0.10", "0.20", "0.50", 1, 2, 5, 10, 20, 50]) {
      const x = across(price);
      if (x < free || x > end) continue;
      free = x + 44;
      svg.append(label("tick m", x, bottom + 18, `$${price}`));
    }
    const steps = near.filter(({ rating }, i) => near.slice(0, i).every(cheaper => cheaper.rating < rating))
      .map(({ rating, price }) => `H${across(price)}V${up(rating)}`);
    svg.append(path("par", `M${across(near[0].price)} ${up(near[0].rating)}${steps.join("")}H${end}`));
    for (const model of [...near].sort((a, b) => isIn(a) - isIn(b))) {
      const { name, bloc, shown, rating, low, high, price } = model;
      const strong = isIn(model);
      if (strong && low) svg.append(path(`iv iv-${blocs[bloc]}`, `M${across(price)} ${up(low)}V${up(high)}`));
      svg.append(mark(bloc, across(price), up(rating), strong ? 4 : 1.9, strong ? "" : " dim", `${name}: ${shown.join(", ")}`));
    }
    // A name stands where it meets neither another nor a mark that passes.
    const taken = [[start, 30, 160, 49], [end - 160, 30, end, 49],
      ...passing.map(({ rating, price }) => [across(price) - 5, up(rating) - 5, across(price) + 5, up(rating) + 5])];
    for (const { model: { name, bloc, rating, price } } of found.filter(({ model }) => model.price).slice(0, 12)) {
      const [x, y, room] = [across(price), up(rating), name.length * 7.2];
      const spot = [[-8 - room, 4], [8, 4], [-room / 2, -8], [-room / 2, 18], [8, 16], [8, -7], [-8 - room, 16]]
        .map(([dx, dy]) => [x + dx, y + dy - 11, x + dx + room, y + dy + 3]).find(([from, above, to, below]) => from > start
          && to < width && taken.every(other => to < other[0] || other[2] < from || below < other[1] || other[3] < above));
      if (!spot) continue;
      taken.push(spot);
      svg.append(label(`halo t-${blocs[bloc]}`, spot[0], spot[3] - 3, name));
    }
  });
}

function ranges(found) {
  const often = found.filter(place => place.first >= 0.1);
  const words = !found.length ? "No model passes" : often.length !== 1 ? `${often.length || "No"} models often come first`
    : `${often[0].model.name} is first ${often[0].first >= 0.9 ? "whatever the weights" : "most often"}`;
  const shown = found.slice(0, 18);
  redraw("chart-places", words, shown.map(({ model, ranks }) => `${model.name}: ${ranks.join(" to ")}.`).join(" "), (svg, width) => {
    const room = Math.floor(min(max(...shown.map(({ model }) => model.name.length), 4), width / 18));
    const last = max(2, ...shown.map(({ ranks }) => ranks[1]));
    const across = scale(1, last, room * 7.2 + 26, width - 56);
    const bottom = 23 + shown.length * 26;
    svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 22}`);
    const step = [1, 2, 5, 10, 20, 50].find(step => last / step < 8);
    for (let rank = 1; rank <= last; rank += rank < step ? step - 1 : step) {
      svg.append(path("grid", `M${across(rank)} 23V${bottom}`), label("tick m", across(rank), bottom + 16, rank));
    }
    svg.append(label("tick e", width, 17, "first in"));
    shown.forEach(({ model: { name, bloc }, ranks: [low, high], middle, first }, i) => {
      const y = 36 + i * 26;
      svg.append(
        label(`${first >= 0.1 ? "b " : ""}t-${blocs[bloc]} e`, room * 7.2 + 4, y + 4, name.length > room ? `${name.slice(0, room - 1)}\u2026` : name),
        path(`iv2 iv-${blocs[bloc]}`, `M${across(low)} ${y}H${across(high)}`),
        mark(bloc, across(i + 1), y, 4.2, "", `${name}: place ${low} to ${high}`),
        path("stated", `M${across(middle)} ${y - 5}V${y + 5}`), label("tick e", width, y + 4, percent(first)));
    });
  });
}

const slider = meter => {
  const input = make("input", { type: "range", min: 0, max: 100, step: 1, value: meter.value });
  input.setAttribute("aria-labelledby", meter.getAttribute("aria-labelledby"));
  meter.replaceWith(input);
  return input;
};

function begin(facts) {
  facts.models = facts.models.map(([id, name, maker, bloc, [rating, low, high, price], shown, licence, qualities, extents, bits]) =>
    ({ id, name, maker, bloc, rating, low, high, price, shown, licence, qualities, extents, bits }));
  const start = box.dataset.needs;
  const checks = [...box.querySelectorAll("[data-term]")];
  const numbers = [...box.querySelectorAll("[data-measured]")];
  const chosen = box.querySelector("[data-reader]");
  const inputs = [...document.querySelectorAll(".weights meter")].map(slider);
  const outputs = [...document.querySelectorAll(".weights output")];
  let reader, asked, weights, drawn, waiting, isChanged;

  const limits = () => asked.map(([index, bound]) => {
    if (bound === undefined) return { words: facts.terms[index], passes: model => model.bits[index] === "1" };
    const [field, sense, before, after, isPrice] = facts.measured[index];
    const number = isPrice ? `$${bound.toFixed(2)}` : count(bound);
    return {
      field, bound, words: `${before} ${number} ${after}`.trim(),
      passes: ({ extents }) => extents[index] !== null && (sense > 0 ? extents[index][0] >= bound : extents[index][1] <= bound),
    };
  });

  function show() {
    const all = limits();
    let left = facts.models;
    const steps = all.map(limit => {
      const out = left.filter(model => !limit.passes(model));
      left = left.filter(model => limit.passes(model));
      return { words: limit.words, left, out };
    });
    const shares = weights.map(weight => weight / sum(weights));
    outputs.forEach((output, i) => { output.textContent = percent(shares[i]); });
    funnel(facts, steps);
    reasons(facts, all);
    const quick = places(left, shares, []);
    order(quick);
    if (isChanged) scatter(facts, left, quick, all);
    const own = facts.readers[reader];
    const isOwn = own && `${own.limits.join("|")} ${own.weights}` === `${asked.join("|")} ${weights}`;
    for (const files of document.querySelectorAll(":is(#chart-inside, #chart-places) .fig-foot ul")) files.hidden = !isOwn || reader !== start;
    for (const note of document.querySelectorAll(".weights p")) note.hidden = reader !== start;
    box.querySelector("[data-reset]").disabled = isOwn || !own;
    // Thousands of weights take a moment: after the last change alone.
    clearTimeout(waiting);
    waiting = setTimeout(firm, 120, left, shares, isChanged);
  }

  function firm(left, shares, isChanged) {
    drawn ??= drawnWeights(facts, weights.length);
    const found = places(left, shares, drawn);
    order(found);
    firmness(found);
    if (isChanged) ranges(found);
    const often = found.filter(place => place.first >= 0.1).sort((a, b) => b.first - a.first).slice(0, 2);
    const name = ({ model }) => make("strong", {}, modelLink(model));
    box.querySelector("[role=status]").replaceChildren(...(found.length
      ? ["At these weights ", name(found[0]), " comes first",
        ...often.flatMap((place, i) => [i ? " and " : `; of ${count(facts.draws)} others, `, name(place), ` in ${percent(place.first)}`]),
        `. ${left.length} of ${facts.models.length} rated models pass.`]
      : ["No model on the board of ", facts.board, " passes all limits."]));
  }

  function take(id) {
    reader = id;
    const own = facts.readers[id];
    asked = own ? own.limits.map(limit => [...limit]) : [];
    if (own) weights = [...own.weights];
    checks.forEach(check => { check.checked = asked.some(limit => limit.length < 2 && limit[0] === +check.dataset.term); });
    numbers.forEach(input => {
      input.value = asked.find(limit => limit.length > 1 && limit[0] === +input.dataset.measured)?.[1] ?? "";
    });
    inputs.forEach((input, i) => { input.value = weights[i] / sum(weights) * 100; });
    chosen.value = id;
    box.querySelector("[data-apart]").replaceChildren(
      own?.apart.length ? `No record of ours decides this; look yourself: ${own.apart.join("; ")}. ` : "",
      ...(own?.page && !location.pathname.endsWith(own.page) ? [link(own.page, "This reader’s page"), " has the reasons and the sources."] : []));
  }

  const change = (limit, isWanted) => {
    const position = asked.findIndex(other => other[0] === limit[0] && other.length === limit.length);
    if (!isWanted) asked.splice(position, position < 0 ? 0 : 1);
    else if (position < 0) asked.push(limit);
    else asked[position] = limit;
    show();
  };
  for (const check of checks) check.addEventListener("change", () => change([+check.dataset.term], check.checked));
  for (const input of numbers) {
    input.addEventListener("input", () => change([+input.dataset.measured, +input.value], input.value !== "" && input.validity.valid));
  }
  inputs.forEach((input, i) => input.addEventListener("input", () => {
    weights = weights.map((weight, other) => other === i ? +input.value : weight / sum(weights) * 100);
    show();
  }));
  chosen.addEventListener("change", () => { take(chosen.value); show(); });
  box.querySelector("[data-reset]").addEventListener("click", () => { take(reader); show(); });
  take(start);
  show();
  isChanged = true;
  box.hidden = false;
  document.querySelector("[data-plain]").hidden = true;
}

window.parallaxNeeds = begin;
document.head.append(make("script", { src: new URL("choose-data.js", home) }));
})();
