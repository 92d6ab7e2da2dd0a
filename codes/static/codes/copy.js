// Copies what people quote: the code, a dialogue, the link to a section.
const main = document.querySelector("#main");
const status = document.createElement("p");
status.className = "hidden";
status.setAttribute("role", "status");
main.append(status);

const copy = async (text, button) => {
  let told = main.dataset.copied;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    told = main.dataset.failed;
  }
  status.textContent = told;
  button.dataset.told = told;
  setTimeout(() => {
    status.textContent = "";
    delete button.dataset.told;
  }, 1500);
};

for (const heading of main.querySelectorAll("section[id] > h2")) {
  const link = document.createElement("a");
  link.className = "anchor";
  link.href = `#${heading.parentElement.id}`;
  link.textContent = "#";
  link.setAttribute("aria-label", main.dataset.copyLink.replace("{heading}", heading.textContent));
  link.addEventListener("click", () => copy(link.href, link));
  heading.append(" ", link);
}

for (const quoted of main.querySelectorAll(".head .number, .dialogue")) {
  const button = document.createElement("button");
  const isCode = quoted.matches(".number");
  button.type = "button";
  button.className = "copy";
  button.textContent = isCode ? main.dataset.copyCode.replace("{code}", quoted.textContent) : main.dataset.copy;
  button.addEventListener("click", () => copy(quoted.textContent, button));
  if (isCode) main.querySelector(".tags").append(" ", button);
  else quoted.after(button);
}
