// A manager takes in the file that somebody's phone saved: it is decrypted here, and its steps are handed in one after the other.
"use strict";

(() => {
  const section = document.getElementById("deposit-file");
  if (!section || !window.crypto?.subtle) return;
  section.hidden = false;
  const form = section.querySelector("form");
  const note = document.getElementById("deposit-note");
  const word = (chinese, english) => document.documentElement.lang === "en" ? english : chinese;

  async function takeIn() {
    const steps = await vault.open(document.getElementById("f-vault").files[0], form.elements.word.value);
    const refused = [];
    for (const [index, step] of steps.entries()) {
      note.textContent = word(`正在交入 ${index + 1}/${steps.length}`, `Taking in ${index + 1} of ${steps.length}`);
      const body = vault.deposit(step);
      body.append("_token", form.elements._token.value);
      const answer = await fetch("/deposits", { method: "POST", body, redirect: "manual" });
      if (answer.ok) continue;
      const problem = await answer.json().catch(() => ({}));
      refused.push(`${step.title} ${step.number}：${problem.remedy?.[document.documentElement.lang === "en" ? "en" : "zh"] ?? problem.detail ?? answer.status}`);
    }
    if (refused.length === 0) location.assign("/deposits?done=file");
    else note.textContent = word("未收下：", "Not taken: ") + refused.join("；");
  }

  form.addEventListener("submit", async event => {
    event.preventDefault();
    const button = form.querySelector("button");
    button.disabled = true;
    try {
      await takeIn();
    } catch (error) {
      note.textContent = error.message;
    } finally {
      button.disabled = false;
    }
  });
})();
