"use strict";
const language = document.documentElement.lang;
const collator = new Intl.Collator(language, { numeric: true });

const keyOf = (row, column) => {
  const cell = row.cells[column];
  return cell.dataset.key ?? cell.textContent.trim();
};

function sort(table, heads, column) {
  const head = heads[column];
  const first = head.classList.contains("number") ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const order = head.getAttribute("aria-sort") === first ? other : first;
  heads.forEach((each) => each.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  const body = table.tBodies[0];
  const rows = [...body.rows];
  rows.sort((one, two) => sign * collator.compare(keyOf(one, column), keyOf(two, column)));
  body.append(...rows);
}

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    button.disabled = false;
    button.addEventListener("click", () => sort(table, heads, column));
  });
}

const filter = document.getElementById("filter");
if (filter) {
  const shown = document.querySelector("output[for=filter]");
  const rows = [...document.getElementById("platform-table").tBodies[0].rows];
  filter.closest("p").hidden = false;
  filter.addEventListener("input", () => {
    const wanted = filter.value.toLocaleLowerCase(language).normalize().trim();
    for (const row of rows) {
      row.hidden = !row.textContent.toLocaleLowerCase(language).normalize().includes(wanted);
    }
    const count = rows.filter((row) => !row.hidden).length;
    shown.value = wanted && shown.dataset.shown.replace("{shown}", count).replace("{all}", rows.length);
  });
}

const closed = [];
addEventListener("beforeprint", () => {
  closed.push(...document.querySelectorAll("details:not([open])"));
  closed.forEach((each) => (each.open = true));
});
addEventListener("afterprint", () => closed.splice(0).forEach((each) => (each.open = false)));
