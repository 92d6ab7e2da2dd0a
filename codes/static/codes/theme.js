// The reader's choice of colours; without one, the system's. Loaded before the page is drawn, so that nothing flashes.
{
  const CHOICES = ["system", "light", "dark"];
  const root = document.documentElement;
  let choice = "system";
  try {
    choice = localStorage.getItem("theme") || choice;
  } catch {
    // A browser that keeps nothing follows the system.
  }
  if (!CHOICES.includes(choice)) choice = "system";
  root.dataset.theme = choice;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector("button.theme");
    if (!button) return;
    const name = () => {
      button.setAttribute("aria-label", button.dataset[choice]);
      button.title = button.dataset[choice];
    };
    button.hidden = false;
    name();
    button.addEventListener("click", () => {
      choice = CHOICES[(CHOICES.indexOf(choice) + 1) % CHOICES.length];
      root.dataset.theme = choice;
      name();
      try {
        localStorage.setItem("theme", choice);
      } catch {
        // Then it holds for this page.
      }
    });
  });
}
