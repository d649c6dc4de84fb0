// A paper can be printed by a button where there are scripts; by the browser's menu without.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
