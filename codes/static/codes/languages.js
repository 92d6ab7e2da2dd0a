// One tab bar for all translated fields: shows one language at a time, remembers it, opens the one with an error.
const form = document.querySelector("#content-main form");
const groups = [...document.querySelectorAll("fieldset.language")];
if (form && groups.length) {
  const of = (group) => group.className.match(/language-(\S+)/)[1];
  const languages = [...new Set(groups.map(of))];
  const bar = document.createElement("div");
  bar.className = "language-tabs";
  bar.setAttribute("role", "tablist");
  const fields = (language) => [...form.querySelectorAll(`[data-language="${language}"]`)];

  const buttons = languages.map((language) => {
    const inputs = fields(language).filter((input) => !input.name.includes("__prefix__"));
    const button = document.createElement("button");
    const filled = inputs.filter((input) => input.value.trim()).length;
    button.type = "button";
    button.dataset.for = language;
    button.lang = language;
    button.setAttribute("role", "tab");
    button.textContent = `${inputs[0].dataset.languageName} ${filled}/${inputs.length}`;
    button.classList.toggle("incomplete", filled < inputs.length);
    button.classList.toggle("wrong", groups.some((group) => of(group) === language && group.querySelector(".errorlist")));
    button.addEventListener("click", () => show(language));
    bar.append(button);
    return button;
  });

  function show(language) {
    document.querySelectorAll("fieldset.language").forEach((group) => group.classList.toggle("shown", of(group) === language));
    buttons.forEach((button) => {
      const chosen = button.dataset.for === language;
      button.setAttribute("aria-selected", chosen);
      button.tabIndex = chosen ? 0 : -1;
    });
    localStorage.setItem("language-tab", language);
  }

  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = buttons[(buttons.indexOf(document.activeElement) + step + buttons.length) % buttons.length];
    next.focus();
    show(next.dataset.for);
  });
  // A row added to an inline brings its groups along: show the same language in them.
  document.addEventListener("formset:added", () => show(localStorage.getItem("language-tab")));

  form.classList.add("tabbed");
  groups[0].before(bar);
  const wrong = buttons.find((button) => button.classList.contains("wrong"));
  const remembered = localStorage.getItem("language-tab");
  show(wrong ? wrong.dataset.for : languages.includes(remembered) ? remembered : languages[0]);
}
