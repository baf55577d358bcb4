// What htmx could not do is said in words, at the place where messages stand.
const tell = (words) => {
  const place = document.getElementById("messages");
  if (!place) return;
  const message = document.createElement("div");
  message.className = "message message-error";
  message.append(Object.assign(document.createElement("p"), { textContent: words }));
  place.append(message);
  message.scrollIntoView({ block: "nearest" });
};

document.addEventListener("htmx:sendError", () => tell("The server does not answer. Nothing was changed; please try again."));
document.addEventListener("htmx:responseError", (event) => {
  const words = {
    403: "You may see this but not change it.",
    404: "This is no longer here, or not yours to open.",
    429: "That was too often. Wait a minute and try again.",
  };
  tell(words[event.detail.xhr.status] ?? "Something went wrong on our side. What you saved before is kept; please try again.");
});
// A filter whose fields change sends itself; without scripts its button does.
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-sends-itself], form:has([data-autosubmit])");
  if (form && event.target.matches("select, [type=checkbox], [type=date]")) form.requestSubmit();
});
