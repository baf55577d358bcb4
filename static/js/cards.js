// On a phone a table that is wider than its frame is laid out as cards, in which each cell says its own heading.
const phone = matchMedia("(width < 720px)");

const lay = (table) => {
  table.classList.remove("cards");
  const heads = [...(table.tHead?.rows[0].cells ?? [])];
  const frame = table.parentElement;
  if (!phone.matches || heads.length < 3 || frame.scrollWidth <= frame.clientWidth) return;
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]).concat([...(table.tFoot?.rows ?? [])]);
  if (rows.some((row) => row.cells.length !== heads.length)) return;
  for (const row of rows) {
    for (const [place, cell] of [...row.cells].entries()) {
      // A heading that nobody sees stays unseen.
      cell.dataset.head = heads[place].querySelector(".visually-hidden") ? "" : heads[place].textContent.trim();
      cell.toggleAttribute("data-empty", ["", "–"].includes(cell.textContent.trim()) && !cell.querySelector("a, button, svg"));
    }
  }
  table.classList.add("cards");
};
const layAll = () => document.querySelectorAll(".table-frame > .table:not(.table-tight)").forEach(lay);

layAll();
phone.addEventListener("change", layAll);
document.addEventListener("htmx:afterSettle", () => phone.matches && layAll());
