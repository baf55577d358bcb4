// Opens the <dialog> that a button names by data-opens; "?" opens the list of keys.
import { typing } from "./search.js";

document.addEventListener("click", (event) => {
  const id = event.target.closest("[data-opens]")?.dataset.opens;
  if (id) document.getElementById(id)?.showModal();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "?" || typing(event.target)) return;
  const keys = document.getElementById("keys");
  if (keys && !keys.open) keys.showModal();
});
