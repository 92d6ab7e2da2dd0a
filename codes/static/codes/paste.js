// A whole bounce pasted into the search field goes to the explainer's field, where it is never part of an address.
const LONGEST = 200;
const text = document.querySelector("#paste-text");

for (const field of text ? document.querySelectorAll('input[type="search"]') : []) {
  field.addEventListener("paste", (event) => {
    const pasted = event.clipboardData.getData("text");
    if (pasted.length <= LONGEST && !pasted.trim().includes("\n")) return;
    event.preventDefault();
    text.closest("details")?.setAttribute("open", "");
    text.value = pasted;
    text.focus();
  });
}
