// Parallax: Choose. Who passes, the order and how firm it is follow what is set; with a reader's own needs all is as the
// page has it without script. choose-data.js, made at each build, has the facts.
(() => {
  "use strict";
  const home = new URL(".", document.currentScript.src);
  const box = document.querySelector("[data-needs]");
  const tables = Object.fromEntries([...document.querySelectorAll("table[data-table]")].map(t => [t.dataset.table, t]));
  const blocs = ["us", "cn", "xx"];

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

  // A row whose cells are named as their columns, for narrow screens.
  function row(table, cells, head = 0) {
    const titles = table.tHead.rows[0].cells;
    return make("tr", {}, ...cells.map((content, i) => {
      const cell = make(i === head ? "th" : "td", { className: titles[i].className }, ...[content].flat());
      if (i === head) cell.scope = "row";
      else if (table.classList.contains("stack") && content !== "") cell.dataset.label = titles[i].textContent;
      return cell;
    }));
  }
  const byBloc = models => blocs.map((_, bloc) => models.filter(model => model.bloc === bloc).length);
  const unknown = words => make("span", { className: "out" }, words);
  const fill = (table, rows) => table?.tBodies[0].replaceChildren(...rows);
  const count = value => value.toLocaleString("en");
  const percent = part => `${Math.round(part * 100)}%`;

  // SplitMix64 with the build's seed: the same weights are drawn here and there.
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
      const sum = logs.reduce((a, b) => a + b, 0);
      return logs.map(log => log / sum);
    });
  }

  // Every quality from 0, the worst that is left, to 1, the best; what nobody knows is as the worst.
  function scaled(models) {
    const ranges = models[0]?.qualities.map((_, i) => {
      const known = models.map(model => model.qualities[i]).filter(quality => quality !== null);
      return [Math.min(...known), Math.max(...known)];
    });
    return models.map(model => model.qualities.map((quality, i) => {
      const [least, most] = ranges[i];
      return quality === null ? 0 : most > least ? (quality - least) / (most - least) : 1;
    }));
  }

  const score = (qualities, weights) => Math.min(1, qualities.reduce((sum, quality, i) => sum + quality * weights[i], 0));

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
      let sum = 0;
      return tally.findIndex(times => (sum += times) >= part * drawn.length && sum > 0) + 1;
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
      const counts = byBloc(left);
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

  // How often a model is first is known a moment later than its place.
  function order(found) {
    fill(tables.order, found.map(({ model, score, first }, rank) => row(tables.order, [
      rank + 1, [modelLink(model), " ", maker(model)], [model.shown[0], make("span", { className: "i" }, " ", model.shown[1])],
      model.shown[2] || "none",
      model.licence ? link(`licences/${model.licence[0]}.html`, model.licence[1]) : unknown("not known"),
      Math.round(score * 100), Number.isNaN(first) ? "" : percent(first),
    ], 1)));
    fill(tables.inside, found.map(({ model }) => model).filter(({ shown }) => shown[2])
      .sort((a, b) => b.rating[0] - a.rating[0])
      .map(model => row(tables.inside, [modelLink(model), model.maker, model.shown[0], model.shown[2]])));
  }

  function firmness(found) {
    fill(tables.places, found.map(({ model, middle, ranks, first, keeps }) =>
      row(tables.places, [modelLink(model), middle, ranks.join("\u2013"), percent(first), percent(keeps)])));
  }

  const reasonRows = tables.reasons ? [...tables.reasons.tBodies[0].rows] : [];
  function reasons({ models }, limits) {
    reasonRows.forEach((line, i) => {
      const failed = limits.filter(limit => !limit.passes(models[i])).map(limit => limit.words);
      line.cells[4].replaceChildren(failed.length ? "out" : make("strong", {}, "in"));
      line.cells[5].textContent = failed.join("; ") || "none";
    });
  }

  function retitle(figure, words, summary) {
    figure.querySelector("h3").lastChild.textContent = ` ${words}`;
    figure.querySelector("svg > title").textContent = words;
    figure.querySelector("svg > desc").textContent = summary;
    figure.querySelector("summary").textContent = `Table of ${figure.querySelectorAll("tbody tr").length} rows`;
  }

  const mark = (bloc, x, y, size, dim, title) => {
    const [name, reach, side] = [`pt-${blocs[bloc]}${dim}`, size * 1.28, size * 1.8];
    const shape = bloc === 0 ? draw("circle", { class: name, cx: x, cy: y, r: size })
      : bloc === 1 ? path(name, `M${x} ${y - reach}l${reach} ${reach}l${-reach} ${reach}l${-reach} ${-reach}Z`)
      : path(name, `M${x - side / 2} ${y - side / 2}h${side}v${side}h${-side}Z`);
    shape.append(draw("title", {}, title));
    return shape;
  };

  // Axes and frontier stay; marks, names and limits are drawn anew on their scale.
  function scatter(facts, left, found, limits) {
    const figure = document.getElementById("chart-inside");
    if (!figure) return;
    const counts = byBloc(left).map((number, bloc) => number && `${number} ${["American", "Chinese", "from elsewhere"][bloc]}`);
    const words = left.length ? `Who passes: ${counts.filter(Boolean).join(", ")}` : "No model passes";
    retitle(figure, words, `${left.length} of ${facts.models.length} rated models pass every limit.`);
    const bound = field => limits.find(limit => limit.field === field)?.bound;
    for (const svg of figure.querySelectorAll(":scope > svg")) {
      const [, x0, left0, x1, left1, y0, top0, y1, top1] = svg.dataset.scale.split(" ").map(Number);
      const across = price => left0 + (Math.log10(price) - x0) / (x1 - x0) * (left1 - left0);
      const up = rating => top0 + (rating - y0) / (y1 - y0) * (top1 - top0);
      const [width, height] = svg.getAttribute("viewBox").split(" ").slice(2).map(Number);
      // Of the notes that of the frontier stays.
      svg.querySelectorAll(".hole, .brk, [class^=pt-], .iv, .lead, .halo:not(.note.e), a").forEach(old => old.remove());
      const ground = svg.querySelector(".grid");
      const [price, least] = [bound("blended-price"), bound("rating-lower-bound")];
      if (price > 0) ground.before(path("brk", `M${across(price)} 23V${height - 46}`));
      if (least > 0) ground.before(path("brk", `M41 ${up(least)}H${width - 12}`));
      const priced = facts.models.filter(model => model.rating[3] > 0);
      const isIn = new Set(left);
      for (const model of priced.sort((a, b) => isIn.has(a) - isIn.has(b))) {
        const { name, bloc, shown, rating: [rating, low, high, price] } = model;
        const [x, strong] = [across(price), isIn.has(model)];
        if (strong && low !== null) svg.append(path(`iv iv-${blocs[bloc]}`, `M${x} ${up(low)}V${up(high)}`));
        svg.append(mark(bloc, x, up(rating), strong ? 4 : 1.9, strong ? "" : " dim", `${name}: ${shown.join(", ")}`));
      }
      // A name stands beside its mark where no other name is; else nowhere.
      const taken = [];
      for (const { model } of found.slice(0, 4).filter(({ model }) => model.rating[3] > 0)) {
        const [x, y, room] = [across(model.rating[3]), up(model.rating[0]), model.name.length * 7.4];
        const isFree = ([from, base]) => from >= 42 && from + room <= width
          && taken.every(([start, end, other]) => from + room < start || end < from || Math.abs(other - base) > 14);
        const spot = [x + 8, x - 8 - room].flatMap(from => [4, -10, 18].map(down => [from, y + down])).find(isFree);
        if (!spot) continue;
        const [from, base] = spot;
        taken.push([from, from + room, base]);
        svg.append(label(`b halo t-${blocs[model.bloc]}${from < x ? " e" : ""}`, from < x ? from + room : from, base, model.name));
      }
    }
  }

  function ranges(found) {
    const figure = document.getElementById("chart-places");
    if (!figure) return;
    const often = found.filter(place => place.first >= 0.1);
    const words = !found.length ? "No model passes" : often.length !== 1 ? `${often.length || "No"} models share first place`
      : `${often[0].model.name} is first ${often[0].first >= 0.9 ? "whatever the weights" : "most often"}`;
    const shown = found.slice(0, 18);
    retitle(figure, words, shown.map(({ model, ranks }) => `${model.name}: ${ranks.join(" to ")}.`).join(" "));
    for (const svg of figure.querySelectorAll(":scope > svg")) {
      const width = Number(svg.getAttribute("viewBox").split(" ")[2]);
      const names = Math.min(Math.max(...shown.map(({ model }) => model.name.length), 4) * 7.2, width * 0.4);
      const [start, end, last] = [names + 26, width - 56, Math.max(2, ...shown.map(({ ranks }) => ranks[1]))];
      const across = rank => start + (rank - 1) / (last - 1) * (end - start);
      const bottom = 23 + shown.length * 26;
      svg.setAttribute("viewBox", `0 0 ${width} ${bottom + 22}`);
      svg.querySelectorAll(":scope > :not(title, desc, .axt)").forEach(old => old.remove());
      const step = [1, 2, 5, 10, 20, 50].find(step => last / step < 8);
      for (let rank = 1; rank <= last; rank += rank < step ? step - 1 : step) {
        svg.append(path("grid", `M${across(rank)} 23V${bottom}`), label("tick m", across(rank), bottom + 16, rank));
      }
      svg.append(label("tick e", width, 17, "first in"));
      shown.forEach(({ model, ranks: [low, high], middle, first }, i) => {
        const [y, bloc] = [36 + i * 26, blocs[model.bloc]];
        const room = Math.floor(names / 7.2);
        const name = model.name.length > room ? `${model.name.slice(0, room - 1)}\u2026` : model.name;
        const title = `${model.name}: place ${low} to ${high}`;
        svg.append(
          label(`${first >= 0.1 ? "b " : ""}t-${bloc} e`, names + 4, y + 4, name),
          path(`iv2 iv-${bloc}`, `M${across(low)} ${y}H${across(high)}`), mark(model.bloc, across(i + 1), y, 4.2, "", title),
          path("stated", `M${across(middle)} ${y - 5}V${y + 5}`), label("tick e", width, y + 4, percent(first)));
      });
    }
  }

  // The stated weights become sliders.
  const slider = meter => {
    const input = make("input", { type: "range", min: 0, max: 100, step: 1, value: meter.value });
    input.setAttribute("aria-labelledby", meter.getAttribute("aria-labelledby"));
    meter.replaceWith(input);
    return input;
  };

  function begin(facts) {
    facts.models = facts.models.map(([id, name, maker, bloc, rating, shown, licence, qualities, extents, bits]) =>
      ({ id, name, maker, bloc, rating, shown, licence, qualities, extents, bits }));
    const start = box.dataset.needs;
    const sum = numbers => numbers.reduce((a, b) => a + b, 0) || 1;
    const checks = [...box.querySelectorAll("[data-term]")];
    const numbers = [...box.querySelectorAll("[data-measured]")];
    const chosen = box.querySelector("[data-reader]");
    const inputs = [...document.querySelectorAll(".weights meter")].map(slider);
    const outputs = [...document.querySelectorAll(".weights output")];
    let reader, asked, weights, drawn, waiting, isChanged;

    // In the order in which they were asked.
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
      const state = (limits, weights) => `${limits.join("|")} ${weights}`;
      const isOwn = own && state(own.limits, own.weights) === state(asked, weights);
      for (const files of document.querySelectorAll(":is(#chart-inside, #chart-places) .fig-foot ul")) files.hidden = !isOwn || reader !== start;
      for (const note of document.querySelectorAll(".weights p")) note.hidden = reader !== start;
      box.querySelector("[data-reset]").disabled = isOwn || !own;
      // Thousands of other weights take a moment: after the last change alone.
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
      checks.forEach(check => { check.checked = asked.some(([index, bound]) => bound === undefined && index === +check.dataset.term); });
      numbers.forEach(input => {
        input.value = asked.find(([index, bound]) => bound !== undefined && index === +input.dataset.measured)?.[1] ?? "";
      });
      inputs.forEach((input, i) => { input.value = weights[i] / sum(weights) * 100; });
      chosen.value = id;
      box.querySelector("[data-apart]").replaceChildren(
        own?.apart.length ? `No record of ours decides this; look yourself: ${own.apart.join("; ")}. ` : "",
        ...(own?.page && !location.pathname.endsWith(own.page) ? [link(own.page, "This reader’s page"), " has the reasons and the sources."] : []));
    }

    const change = (index, bound, isWanted) => {
      const position = asked.findIndex(limit => limit[0] === index && (limit[1] === undefined) === (bound === undefined));
      const limit = bound === undefined ? [index] : [index, bound];
      if (!isWanted) asked.splice(position, position < 0 ? 0 : 1);
      else if (position < 0) asked.push(limit);
      else asked[position] = limit;
      show();
    };
    for (const check of checks) check.addEventListener("change", () => change(+check.dataset.term, undefined, check.checked));
    for (const input of numbers) {
      input.addEventListener("input", () => change(+input.dataset.measured, +input.value, input.value !== "" && input.validity.valid));
    }
    inputs.forEach((input, i) => input.addEventListener("input", () => {
      weights = weights.map((weight, other) => other === i ? Number(input.value) : weight / sum(weights) * 100);
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
