// Lists, choosing from registers, and what changes while one looks. Pages work without.
"use strict";

(() => {
  const isEnglish = document.documentElement.lang === "en";
  const isTyping = () => document.activeElement?.matches?.("input:not([type=checkbox]), textarea, select, [contenteditable]");

  // j and k walk along the lines, Enter opens one, x chooses it.
  const lines = () => [...document.querySelectorAll(".cases tbody tr, a.todo, a.hit")];
  let current = null;
  const show = line => {
    document.querySelector(".on")?.classList.remove("on");
    current = line ? line.id || line.getAttribute("href") : null;
    if (!line) return;
    line.classList.add("on");
    const link = line.matches("a") ? line : line.querySelector("a.subject");
    link?.focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping()) return;
    if (event.key === "j" || event.key === "k") {
      const all = lines();
      if (!all.length) return;
      event.preventDefault();
      const at = all.findIndex(line => line.classList.contains("on"));
      const next = event.key === "j" ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0);
      show(all[at < 0 ? 0 : next]);
    } else if (event.key === "x") {
      const box = document.querySelector(".cases tr.on input[type=checkbox]");
      if (box) { event.preventDefault(); box.checked = !box.checked; }
    } else if (event.key === "Enter" && event.target === document.body) {
      const line = document.querySelector(".on");
      (line?.matches("a") ? line : line?.querySelector("a.subject"))?.click();
    }
  });

  // Filters that are chosen take effect at once.
  document.addEventListener("change", event => {
    const form = event.target.closest?.("form.ask");
    if (form && event.target.matches("select")) form.requestSubmit();
  });
  // An address without empty filters is one that can be read.
  document.addEventListener("submit", event => {
    if (!event.target.matches("form.ask")) return;
    for (const field of event.target.elements) if (field.name && field.value === "" ) field.disabled = true;
  });
  window.addEventListener("pageshow", () => {
    for (const field of document.querySelectorAll("form.ask :disabled")) field.disabled = false;
  });

  // Choosing an entry of a register by typing a part of its name, its code or its pinyin.
  let count = 0;
  const combos = new WeakMap();
  const combo = input => {
    const list = document.createElement("ul");
    list.id = `combo-${++count}`;
    list.className = "combo-list";
    list.setAttribute("role", "listbox");
    list.hidden = true;
    const title = Object.assign(document.createElement("span"), { className: "combo-title", textContent: input.dataset.title || "" });
    title.setAttribute("aria-live", "polite");
    input.parentElement.classList.add("combo");
    input.after(list, title);
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    const state = { input, list, title, at: -1, timer: 0, asked: 0 };
    const close = () => { list.hidden = true; state.at = -1; input.setAttribute("aria-expanded", "false"); input.removeAttribute("aria-activedescendant"); };
    const mark = at => {
      const options = [...list.querySelectorAll("[role=option]")];
      state.at = options.length ? (at + options.length) % options.length : -1;
      options.forEach((option, index) => option.setAttribute("aria-selected", String(index === state.at)));
      if (state.at >= 0) { input.setAttribute("aria-activedescendant", options[state.at].id); options[state.at].scrollIntoView({ block: "nearest" }); }
    };
    const take = option => {
      input.value = option.dataset.code;
      title.textContent = option.dataset.title;
      close();
      input.dispatchEvent(new Event("input", { bubbles: true }));
      close();
    };
    const ask = async () => {
      const number = ++state.asked;
      let entries = [];
      try {
        const answer = await fetch(`/lookup/${encodeURIComponent(input.dataset.lookup)}?q=${encodeURIComponent(input.value)}`, { headers: { accept: "application/json" } });
        if (!answer.ok) return;
        entries = await answer.json();
      } catch { return; }
      if (number !== state.asked || document.activeElement !== input) return;
      list.replaceChildren(...entries.map((entry, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.code = entry.code;
        option.dataset.title = entry.title;
        option.append(entry.title, Object.assign(document.createElement("small"), { textContent: entry.code }));
        option.addEventListener("pointerdown", event => { event.preventDefault(); take(option); });
        return option;
      }));
      if (!entries.length) list.append(Object.assign(document.createElement("li"), { className: "none", textContent: isEnglish ? "Nothing fits" : "没有相符的" }));
      list.hidden = false;
      state.at = -1;
      input.setAttribute("aria-expanded", "true");
    };
    state.ask = () => { clearTimeout(state.timer); state.timer = setTimeout(ask, 140); };
    input.addEventListener("input", event => { if (event.isTrusted) { title.textContent = ""; state.ask(); } });
    input.addEventListener("blur", close);
    input.addEventListener("keydown", event => {
      if (event.key === "ArrowDown") { event.preventDefault(); list.hidden ? state.ask() : mark(state.at + 1); }
      else if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(state.at - 1); }
      else if (event.key === "Escape" && !list.hidden) { event.preventDefault(); close(); }
      else if ((event.key === "Enter" || event.key === "Tab") && !list.hidden && state.at >= 0) {
        if (event.key === "Enter") event.preventDefault();
        take(list.querySelectorAll("[role=option]")[state.at]);
      }
    });
    return state;
  };
  // Rows of forms come later too: an input becomes one when somebody goes there.
  document.addEventListener("focusin", event => {
    const input = event.target;
    if (!input.matches?.("input[data-lookup]") || combos.has(input)) return;
    if (input.getAttribute("role") === "combobox") for (const old of input.parentElement.querySelectorAll(".combo-list, .combo-title")) old.remove();
    const made = combo(input);
    combos.set(input, made);
    if (!input.value) made.ask();
  });

  // What changes is shown at once; whoever is typing is told, and nothing is taken from under their hands.
  const main = document.getElementById("main");
  if (!main?.querySelector("[data-live]") || !window.EventSource) return;
  let isDirty = false;
  main.addEventListener("input", event => { if (!event.target.closest("form.ask")) isDirty = true; });
  const news = () => {
    if (main.querySelector(".news")) return;
    const button = Object.assign(document.createElement("button"), { type: "button", className: "news", textContent: isEnglish ? "Something has changed · Refresh" : "有更新 · 刷新" });
    button.addEventListener("click", () => location.reload());
    button.setAttribute("role", "status");
    main.prepend(button);
  };
  const name = element => element?.id ? `#${CSS.escape(element.id)}` : element?.getAttribute?.("href") ? `a${element.className ? "." + CSS.escape(element.classList[0]) : ""}[href="${CSS.escape(element.getAttribute("href"))}"]` : null;
  const refresh = async () => {
    // Whoever holds something over the page sees the news when they let it go.
    if (document.documentElement.dataset.held) { clearTimeout(timer); timer = setTimeout(refresh, 500); return; }
    if (isDirty || (main.contains(document.activeElement) && isTyping())) return news();
    let text;
    try {
      const answer = await fetch(location.href, { headers: { accept: "text/html" } });
      if (!answer.ok || answer.redirected) return;
      text = await answer.text();
    } catch { return; }
    if (isDirty || (main.contains(document.activeElement) && isTyping())) return news();
    if (document.documentElement.dataset.held) return refresh();
    const fresh = new DOMParser().parseFromString(text, "text/html");
    const content = fresh.getElementById("main");
    const old = document.querySelector(".main-nav");
    const side = fresh.querySelector(".main-nav");
    if (old && side && old.innerHTML !== side.innerHTML) old.replaceChildren(...side.childNodes);
    if (!content || content.innerHTML === main.innerHTML) return;
    const focus = main.contains(document.activeElement) ? name(document.activeElement) : null;
    const chosen = [...main.querySelectorAll(".cases input:checked")].map(box => box.value);
    const isOpen = [...main.querySelectorAll("details[open]")].map(details => details.className);
    const top = scrollY;
    main.replaceChildren(...content.childNodes);
    for (const box of main.querySelectorAll(".cases input[type=checkbox]")) box.checked = chosen.includes(box.value);
    for (const details of main.querySelectorAll("details")) if (isOpen.includes(details.className)) details.open = true;
    if (current) (document.getElementById(current) || main.querySelector(`a[href="${CSS.escape(current)}"]`))?.classList.add("on");
    if (focus) main.querySelector(focus)?.focus({ preventScroll: true });
    scrollTo(0, top);
  };
  let source = null, timer = 0;
  const listen = () => {
    if (source || document.hidden) return;
    source = new EventSource("/events");
    source.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(refresh, 250); });
  };
  document.addEventListener("changed-here", refresh);
  // A page that nobody looks at listens to nothing, and is made fresh when it is looked at again.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) { source?.close(); source = null; } else { listen(); refresh(); }
  });
  window.addEventListener("pagehide", () => { source?.close(); source = null; });
  listen();
})();
