// Asks before typed text is lost: another language, another page, a closed window.
const form = document.querySelector("#content-main form");
let isChanged = false;
form?.addEventListener("input", () => (isChanged = true));
form?.addEventListener("submit", (event) => {
  if (event.submitter?.formTarget !== "_blank") isChanged = false;
});
window.addEventListener("beforeunload", (event) => {
  if (isChanged) event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "s" && (event.ctrlKey || event.metaKey) && form) {
    event.preventDefault();
    form.querySelector("[name=_continue]")?.click();
  }
});
