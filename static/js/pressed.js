// A button that was pressed cannot be pressed again until the answer is there. The server refuses the second press anyway.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.pressed) {
    event.preventDefault();
    return;
  }
  form.dataset.pressed = "1";
  // Not `disabled` at once: a disabled button would not send its own name and value.
  setTimeout(() => form.querySelectorAll("button").forEach((button) => button.setAttribute("aria-disabled", "true")));
});

const again = (form) => {
  delete form.dataset.pressed;
  form.querySelectorAll("button[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
};
// Coming back with the Back button, or an answer that was swapped in without leaving the page.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-pressed]").forEach(again));
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) again(form);
});
