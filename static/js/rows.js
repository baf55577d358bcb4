// j and k walk through the rows of the page's first list, Enter opens the row's first link.
import { typing } from "./search.js";

const step = { j: 1, k: -1 };

document.addEventListener("keydown", (event) => {
  if (!(event.key in step) || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const rows = [...document.querySelectorAll("table[data-rows] tbody tr")];
  if (!rows.length) return;
  const here = rows.indexOf(document.activeElement.closest("tr"));
  const row = rows[Math.min(Math.max(here + step[event.key], 0), rows.length - 1)];
  row.tabIndex = -1;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches("table[data-rows] tbody tr")) {
    event.target.querySelector("a[href]")?.click();
  }
});
