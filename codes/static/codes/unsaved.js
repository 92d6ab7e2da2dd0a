// Helps who types: asks before text is lost, sends a form once, and leads to what needs work.
const form = document.querySelector("#content-main form");
const needsWork = () => [...form.querySelectorAll(".pairs textarea, .pairs input[type=text]")].filter(
  (field) => field.lang && (!field.value || field.closest(".form-row, .fieldBox")?.querySelector(".outdated")),
);
let isChanged = false;
let isSent = false;
form?.addEventListener("input", () => (isChanged = true));
form?.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget === "_blank") return;
  if (isSent) event.preventDefault();
  isSent = true;
  isChanged = false;
});
// Back from a refusal the text is still there, and may be sent again.
window.addEventListener("pageshow", () => (isSent = false));
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (!form) return;
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.querySelector("[name=_continue]")?.click();
  }
  if (event.key === "ArrowDown" && event.altKey) {
    event.preventDefault();
    const place = document.activeElement;
    const follows = (field) => place.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING;
    (needsWork().find(follows) ?? needsWork()[0])?.focus();
  }
});
document.querySelector(".language-tabs [aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
form?.querySelector("[aria-invalid=true], .errors input, .errors textarea, .errors select")?.focus();
