"use strict";
// Without it the page is complete: groups have anchors and every row is there.
const language = document.documentElement.lang;
const collator = new Intl.Collator(language, { numeric: true });

const keyOf = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();

function sort(table, heads, column) {
  const head = heads[column];
  const first = head.classList.contains("n") ? "descending" : "ascending";
  const other = first === "ascending" ? "descending" : "ascending";
  const order = head.getAttribute("aria-sort") === first ? other : first;
  heads.forEach((each) => each.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", order);
  const sign = order === "ascending" ? 1 : -1;
  for (const body of table.tBodies) {
    const rows = [...body.rows].filter((row) => !row.classList.contains("group"));
    rows.sort((one, two) => sign * collator.compare(keyOf(one, column), keyOf(two, column)));
    body.append(...rows);
  }
}

for (const table of document.querySelectorAll("table.sortable")) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = head.querySelector("button");
    if (!button) return;
    button.disabled = false;
    button.addEventListener("click", () => sort(table, heads, column));
  });
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();

const form = document.querySelector("form.filter[hidden]");
if (form) {
  const table = document.querySelector("table.filterable");
  const rows = [...table.querySelectorAll("tr[data-state]")].map((row) => ({ row, text: plain(row.textContent) }));
  const output = form.querySelector("output");
  const apply = () => {
    const { q, owner, state, fail } = form.elements;
    const wanted = plain(q.value.trim()).split(/\s+/);
    let shown = 0;
    for (const { row, text } of rows) {
      const fits = wanted.every((word) => text.includes(word)) && (!owner.value || row.dataset.owner === owner.value)
        && (!state.value || row.dataset.state === state.value) && (!fail.checked || row.dataset.fail !== "0");
      row.hidden = !fits;
      shown += fits;
    }
    for (const body of table.tBodies) body.hidden = ![...body.rows].some((row) => row.dataset.state && !row.hidden);
    output.textContent = output.dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
  };
  form.hidden = false;
  form.addEventListener("input", apply);
  form.addEventListener("submit", (event) => { event.preventDefault(); apply(); });
  form.addEventListener("reset", () => setTimeout(apply));
  apply();
}

const closed = [];
addEventListener("beforeprint", () => {
  closed.push(...document.querySelectorAll("details:not([open])"));
  closed.forEach((each) => (each.open = true));
});
addEventListener("afterprint", () => closed.splice(0).forEach((each) => (each.open = false)));
