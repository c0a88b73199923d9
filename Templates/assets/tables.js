// Parallax: sorting, filters and weights, loaded by script.js on pages that have them.
(() => {
  "use strict";

  // Tables: a column heading sorts by its cells, as numbers when all of them start with one.
  function sortable(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    for (const heading of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const column = heading.cellIndex;
        const next = { none: "ascending", ascending: "descending", descending: "none" }[heading.ariaSort || "none"];
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        if (next !== "none") heading.setAttribute("aria-sort", next);
        const text = row => row.cells[column].textContent.trim().replace("\u2212", "-").replaceAll(",", "");
        const numeric = original.every(row => !Number.isNaN(parseFloat(text(row).replace("$", ""))));
        const order = numeric
          ? (a, b) => parseFloat(text(a).replace("$", "")) - parseFloat(text(b).replace("$", ""))
          : (a, b) => text(a).localeCompare(text(b), "en");
        const rows = next === "none" ? original : [...original].sort(order);
        body.append(...(next === "descending" ? rows.reverse() : rows));
      });
    }
    if (original.length > 12 && !document.querySelector(".tools [data-filter]")) rowFilter(table, original);
  }

  // Long tables: words that a row must contain.
  function rowFilter(table, rows) {
    const tools = document.createElement("div");
    tools.className = "tools";
    const label = document.createElement("label");
    const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    const count = Object.assign(document.createElement("span"), { className: "count" });
    count.setAttribute("role", "status");
    label.append("Filter rows ", input);
    tools.append(label, count);
    (table.closest(".tfit") ?? table).before(tools);
    const words = rows.map(row => row.textContent.toLowerCase());
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every(word => words[i].includes(word));
        if (!row.hidden) left += 1;
      });
      count.textContent = wanted.length ? `${left} of ${rows.length} rows` : "";
    });
  }

  // Ledger: choose a verdict or a theme; rows and entries that don't match go.
  function filters(tools) {
    const items = [...document.querySelectorAll("[data-verdict]")];
    const rows = items.filter(item => item.matches("tr"));
    const selects = [...tools.querySelectorAll("select")];
    for (const select of selects) {
      const values = new Set(rows.map(row => row.dataset[select.dataset.filter]));
      for (const value of [...values].sort()) select.add(new Option(value, value));
      select.addEventListener("change", () => {
        const fits = item => selects.every(s => !s.value || item.dataset[s.dataset.filter] === s.value);
        for (const item of items) item.hidden = !fits(item);
        tools.querySelector(".count").textContent = `${rows.filter(fits).length} of ${rows.length} rows`;
      });
    }
    tools.hidden = false;
  }

  // Choose: sliders in place of the stated weights; scores and places follow.
  function weights(box) {
    const body = document.querySelector(".order").tBodies[0];
    const rows = [...body.rows].map(row => ({ row, qualities: row.dataset.qualities.split(" ").map(Number) }));
    const inputs = [...box.querySelectorAll("meter")].map(meter => {
      const input = document.createElement("input");
      Object.assign(input, { type: "range", min: 0, max: 100, step: 5, value: meter.value });
      input.setAttribute("aria-labelledby", meter.getAttribute("aria-labelledby"));
      meter.replaceWith(input);
      return input;
    });
    const outputs = [...box.querySelectorAll("output")];
    const update = () => {
      const raw = inputs.map(input => Number(input.value));
      const total = raw.reduce((a, b) => a + b, 0) || 1;
      const share = raw.map(value => value / total);
      share.forEach((value, i) => { outputs[i].textContent = `${Math.round(value * 100)}%`; });
      for (const item of rows) item.score = item.qualities.reduce((sum, quality, i) => sum + quality * share[i], 0);
      rows.sort((a, b) => b.score - a.score);
      rows.forEach((item, i) => {
        item.row.cells[0].textContent = i + 1;
        item.row.cells[5].textContent = Math.round(item.score * 100);
      });
      body.append(...rows.map(item => item.row));
    };
    for (const input of inputs) input.addEventListener("input", update);
  }

  document.querySelectorAll("table.sortable").forEach(sortable);
  document.querySelectorAll(".tools").forEach(filters);
  document.querySelectorAll("[data-weights]").forEach(weights);
})();
