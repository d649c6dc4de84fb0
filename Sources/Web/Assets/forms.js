// Forms: rows are added in place, drafts are kept while one types, and "now" is one tap.
"use strict";

(() => {
  const isEnglish = document.documentElement.lang === "en";

  // One more row, without a way to the server.
  for (const button of document.querySelectorAll("button[name=_more]")) {
    button.addEventListener("click", event => {
      const rows = document.querySelector(`[data-rows="${CSS.escape(button.value)}"]`);
      const last = rows?.lastElementChild;
      if (!last) return;
      event.preventDefault();
      const count = rows.children.length + 1;
      const path = button.value;
      const row = last.cloneNode(true);
      for (const element of row.querySelectorAll("[name], [id], [for]")) {
        for (const attribute of ["name", "id", "for"]) {
          const value = element.getAttribute(attribute);
          if (value) element.setAttribute(attribute, value.replace(`${path}[${count - 1}]`, `${path}[${count}]`));
        }
        if (element.matches("input:not([type=checkbox]), textarea, select")) element.value = "";
        if (element.matches("[type=checkbox]")) element.checked = false;
      }
      rows.append(row);
      row.querySelector("input, select, textarea")?.focus();
    });
  }

  // A moment is nearly always this one.
  for (const input of document.querySelectorAll("input[type=datetime-local]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn q small now", textContent: isEnglish ? "Now" : "现在" });
    button.addEventListener("click", () => {
      // Service time, wherever the browser is.
      const now = new Date(Date.now() + Number(document.body.dataset.offset) * 60000);
      input.value = now.toISOString().slice(0, 16);
      input.dispatchEvent(new Event("input", { bubbles: true }));
    });
    input.after(button);
  }

  // What is typed is kept as a draft: nobody loses it by a closed window.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const note = Object.assign(document.createElement("span"), { className: "draft-note" });
    note.setAttribute("role", "status");
    form.querySelector(".buttons")?.append(note);
    let timer;
    let isSending = false;
    form.addEventListener("submit", () => { isSending = true; clearTimeout(timer); });
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        if (isSending) return;
        const body = new FormData(form);
        body.append("_draft", "1");
        for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
        try {
          const answer = await fetch(form.dataset.draft, { method: "POST", body });
          if (answer.ok) note.textContent = (isEnglish ? "Draft kept " : "草稿已存 ") + new Date().toTimeString().slice(0, 5);
        } catch { note.textContent = isEnglish ? "No network; the draft is not kept" : "没有网络，草稿未存"; }
      }, 900);
    });
  }
})();
