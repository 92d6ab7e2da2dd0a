// A list of links under each search field while somebody types; arrow keys walk through it, Escape closes it.
const PAUSE = 150;
const LONGEST = 60;

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector('input[type="search"]');
  const list = document.createElement("ul");
  const status = document.createElement("p");
  list.className = "suggestions";
  list.hidden = true;
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  let waiting = 0;
  let asked = "";

  const close = () => {
    list.hidden = true;
    list.replaceChildren();
    status.textContent = "";
  };

  const show = (labels, addresses) => {
    list.replaceChildren(
      ...labels.map((label, position) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = new URL(addresses[position]).pathname;
        link.textContent = label;
        item.append(link);
        return item;
      }),
    );
    list.hidden = labels.length === 0;
    status.textContent = labels.length ? `${form.dataset.label}: ${labels.join(", ")}` : "";
  };

  // What is long or holds an address was pasted, not typed: it stays on this machine until it is sent on purpose.
  const ask = async () => {
    asked = field.value.trim();
    if (!asked || asked.length > LONGEST || asked.includes("@")) return close();
    try {
      const response = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(asked)}`);
      const [query, labels, , addresses] = await response.json();
      if (query === asked) show(labels, addresses);
    } catch {
      close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      close();
      field.focus();
      return;
    }
    if (list.hidden || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
    const stops = [field, ...list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (at < 0 || !stops[next]) return;
    event.preventDefault();
    stops[next].focus();
  });

  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
}
