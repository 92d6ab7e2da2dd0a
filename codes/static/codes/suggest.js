// Links under a search field while somebody types, for arrow keys and Escape.
const [PAUSE, LONGEST] = [150, 60];

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};

for (const form of document.querySelectorAll("form[data-suggest]")) {
  const field = form.querySelector('input[type="search"]');
  const list = make("ul", { className: "suggestions", hidden: true });
  const status = make("p", { className: "hidden", role: "status" });
  form.append(list, status);
  let waiting;

  const show = (labels, addresses) => {
    const links = labels.map((label, at) => make("a", { href: new URL(addresses[at]).pathname }, label));
    list.replaceChildren(...links.map((link) => make("li", {}, link)));
    list.hidden = !links.length;
    status.textContent = links.length ? `${form.dataset.label}: ${labels.join(", ")}` : "";
  };
  const close = () => show([]);

  // What is long or holds an address was pasted: not sent by itself.
  const ask = async () => {
    const asked = field.value.trim();
    if (!asked || asked.length > LONGEST || asked.includes("@")) return close();
    const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(asked)}`);
    const [, labels, , addresses] = await answer.json();
    if (asked === field.value.trim()) show(labels, addresses);
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(close), PAUSE);
  });

  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !list.hidden) {
      close();
      field.focus();
    }
    const stops = [field, ...list.querySelectorAll("a")];
    const next = stops[stops.indexOf(event.target) + { ArrowDown: 1, ArrowUp: -1 }[event.key]];
    if (!next || list.hidden) return;
    event.preventDefault();
    next.focus();
  });

  form.addEventListener("focusout", (event) => form.contains(event.relatedTarget) || close());
}
