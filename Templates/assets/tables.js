// Parallax: sorting and filters, where script.js finds them.
(() => {
  "use strict";

  const make = (name, properties, ...content) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...content);
    return element;
  };

  // What a cell sorts by: a day (or month, or year), else the number that it starts with, else its words; null where
  // nothing is known.
  function sortKey(cell) {
    if (cell.querySelector(".out")) return null;
    const text = cell.textContent.trim();
    const [, day = 0, month = "", year] = text.match(/^(?:(\d{1,2}) )?(?:([A-Z][a-z]{2})[a-z]* )?(\d{4})$/) ?? [];
    if (year) return (year * 12 + "JanFebMarAprMayJunJulAugSepOctNovDec".indexOf(month) / 3) * 32 + +day;
    const number = parseFloat(text.replace("\u2212", "-").replace(/[$,]/g, ""));
    return isNaN(number) ? text : number;
  }

  // Tables: a column heading sorts by its cells, as numbers when all that are known are; the unknown come last.
  function sortable(table) {
    const body = table.tBodies[0];
    const original = [...body.rows];
    for (const heading of table.tHead.rows[0].cells) {
      const button = make("button", { type: "button" }, ...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const column = heading.cellIndex;
        const next = { none: "ascending", ascending: "descending", descending: "none" }[heading.ariaSort || "none"];
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        if (next !== "none") heading.setAttribute("aria-sort", next);
        const keys = new Map(original.map(row => [row, sortKey(row.cells[column])]));
        const known = original.filter(row => keys.get(row) !== null);
        const numeric = known.every(row => typeof keys.get(row) === "number");
        const order = numeric
          ? (a, b) => keys.get(a) - keys.get(b)
          : (a, b) => a.cells[column].textContent.localeCompare(b.cells[column].textContent, "en");
        if (next !== "none") known.sort(order);
        if (next === "descending") known.reverse();
        body.append(...(next === "none" ? original : [...known, ...original.filter(row => keys.get(row) === null)]));
      });
    }
  }

  // Long tables: words that a row must contain. Tables of an index, which begins with them, share a filter; then
  // empty sections go.
  function rowFilters(tables) {
    if (document.querySelector(".tools [data-filter]")) return;
    const isIndex = tables[0]?.closest("section:first-of-type") && !document.querySelector(".facts, figure");
    const lists = isIndex ? [tables] : tables.map(table => [table]);
    for (const list of lists) {
      const rows = list.flatMap(table => [...table.tBodies[0].rows]);
      if (rows.length > 12) rowFilter(list, rows);
    }
  }

  function rowFilter(tables, rows) {
    const input = make("input", { type: "search", autocomplete: "off" });
    const count = make("span", { className: "count" });
    count.setAttribute("role", "status");
    const tools = make("div", { className: "tools" },
      make("label", {}, tables.length > 1 ? "Filter all lists below " : "Filter rows ", input), count);
    const first = tables[0].closest(".tfit") ?? tables[0];
    (tables.length > 1 ? first.closest("section") ?? first : first).before(tools);
    const sections = new Set(tables.map(table => table.closest("section")).filter(Boolean));
    const words = rows.map(row => row.textContent.toLowerCase());
    input.addEventListener("input", () => {
      const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
      let left = 0;
      rows.forEach((row, i) => {
        row.hidden = !wanted.every(word => words[i].includes(word));
        if (!row.hidden) left += 1;
      });
      count.textContent = wanted.length ? `${left} of ${rows.length} rows` : "";
      if (tables.length > 1) for (const section of sections) section.hidden = !section.querySelector("tbody tr:not([hidden])");
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

  const tables = [...document.querySelectorAll("table.sortable")];
  tables.forEach(sortable);
  rowFilters(tables);
  document.querySelectorAll(".tools").forEach(filters);
})();
