// Unsaved words survive: they are sent to the server as they are typed, and leaving with unsaved words asks first.
const pause = 1500;
const timers = new WeakMap();

const say = (form, words) => {
  const place = form.querySelector("[data-draft-state]");
  if (place) place.textContent = words;
};

const keep = async (form) => {
  const words = new FormData(form);
  for (const [name, value] of [...words]) if (value instanceof File) words.delete(name);
  words.set("page", location.pathname);
  try {
    const answer = await fetch(form.dataset.draftUrl, { method: "POST", body: words });
    const { kept, at, reason } = await answer.json();
    if (!kept) return say(form, reason);
    delete form.dataset.dirty;
    say(form, `Kept as a draft at ${at}`);
  } catch {
    say(form, "Not kept as a draft: the server does not answer. Your words are still here.");
  }
};

document.addEventListener("input", (event) => {
  const form = event.target.closest("form[data-guard]");
  if (!form) return;
  form.dataset.dirty = "1";
  if (!form.dataset.draftUrl) return;
  clearTimeout(timers.get(form));
  timers.set(form, setTimeout(keep, pause, form));
});
document.addEventListener("submit", (event) => {
  clearTimeout(timers.get(event.target));
  delete event.target.dataset.dirty;
});
window.addEventListener("beforeunload", (event) => {
  if (document.querySelector("form[data-dirty]")) event.preventDefault();
});
