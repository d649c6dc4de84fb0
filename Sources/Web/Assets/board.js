// The dispatch board: an order is lifted by pointer or key, every rule is shown where it hovers, and it is dropped through the desk.
"use strict";

(() => {
  const root = document.documentElement;
  const isEnglish = root.lang === "en";
  const say = (chinese, english) => isEnglish ? english : chinese;
  const board = () => document.querySelector(".board[data-plans]");
  if (!board()) return;
  root.classList.add("scripted");
  const make = (tag, given = {}, ...content) => {
    const element = Object.assign(document.createElement(tag), given);
    element.append(...content);
    return element;
  };
  const clock = start => new Date(start + Number(document.body.dataset.offset) * 60000).toISOString().slice(11, 16).replace(/^0/, "");
  const date = start => new Date(start + Number(document.body.dataset.offset) * 60000).toISOString().slice(5, 10);
  const marks = ["✓", "△", "✗"];
  const states = ["open", "advised", "refused"];

  // What is held: the order, what the rules say of it, and where it hovers.
  let held = null;
  let pressed = null;

  // One question to the server for the order: it has every rule for everybody and every half-hour that is shown.
  const outlook = async number => {
    const { day, days } = board().dataset;
    const asked = new URLSearchParams({ day, days });
    const lanes = board().querySelector(".lanes");
    if (lanes) { asked.set("first", lanes.dataset.first); asked.set("count", lanes.dataset.count); }
    for (const person of new Set([...board().querySelectorAll("[data-person]")].map(place => place.dataset.person))) asked.append("p", person);
    const answer = await fetch(`/board/orders/${encodeURIComponent(number)}/outlook?${asked}`, { headers: { accept: "application/json" } });
    if (!answer.ok) throw new Error(say("此单现在不能派，请刷新看板", "This order can't be planned now; reload the board"));
    return answer.json();
  };
  const verdictsOf = (outlook, person, slot) => (outlook?.people[person]?.answers || []).flatMap(([rule, ...runs]) => {
    const run = runs.findLast(([start]) => start <= slot);
    return run ? [{ ...outlook.rules[rule], ...outlook.findings[run[1]] }] : [];
  });
  const verdicts = (person, slot) => verdictsOf(held.outlook, person, slot);
  const worst = (person, slot) => verdicts(person, slot).reduce((worst, { met, advises }) => Math.max(worst, met ? 0 : advises ? 1 : 2), 0);

  // In a week a day is aimed at: the first time of it at which most is met.
  const bestOf = cell => {
    const starts = held.outlook.starts;
    const from = Number(cell.dataset.start);
    const slots = starts.map((_, slot) => slot).filter(slot => starts[slot] >= from && starts[slot] < from + 86400000);
    const rank = slot => worst(cell.dataset.person, slot) * 10 + (starts[slot] < Date.now() ? 4 : 0) + (starts[slot] - from < 9 * 3600000 || starts[slot] - from >= 17 * 3600000 ? 2 : 0);
    return slots.reduce((best, slot) => best === null || rank(slot) < rank(best) ? slot : best, null);
  };

  const paint = () => {
    for (const lane of board().querySelectorAll(".lane[data-person]")) {
      const count = held.outlook.starts.length;
      for (let slot = 0; slot < count;) {
        const state = worst(lane.dataset.person, slot);
        let end = slot + 1;
        while (end < count && worst(lane.dataset.person, end) === state) end++;
        lane.append(make("li", { className: `prospect ${states[state]} at${slot} for${end - slot}`, textContent: marks[state], ariaHidden: "true" }));
        slot = end;
      }
    }
    for (const cell of board().querySelectorAll("td[data-person]")) {
      const slot = bestOf(cell);
      if (slot !== null) cell.dataset.prospect = `${marks[worst(cell.dataset.person, slot)]} ${clock(held.outlook.starts[slot])}`;
    }
  };
  const unpaint = () => {
    for (const part of document.querySelectorAll(".lane > .prospect, .lane > .aim, .board-rules, .ghost")) part.remove();
    for (const block of document.querySelectorAll(".block.met")) block.classList.remove("met");
    for (const cell of document.querySelectorAll("[data-prospect]")) { delete cell.dataset.prospect; cell.classList.remove("aimed"); }
  };

  const rules = list => make("ul", { className: "rules" }, ...list.map(({ met, advises, title, clause, text }) =>
    make("li", { className: met ? "met" : advises ? "advised" : "refused" },
      make("span", { className: "mark", textContent: met ? "✓" : advises ? "△" : "✗" }),
      make("span", {}, title, " ", make("a", { className: "clause", href: `/handbook/${encodeURIComponent(clause)}`, textContent: clause }),
        ...(text ? [make("span", { className: "margin", textContent: text })] : [])))));

  const panel = (heading, list) => {
    const panel = document.querySelector(".board-rules") || document.body.appendChild(make("section", { className: "board-rules" }));
    panel.setAttribute("aria-live", "polite");
    panel.replaceChildren(make("h3", { textContent: heading }), rules(list.sort((one, other) => one.met - other.met)),
      make("p", { className: "keys", textContent: say("回车或松手放下，Esc 放回", "Enter or let go to drop, Esc to put it back") }));
  };

  // On another order of the same engineer and day it goes in one journey with that one, at its own time.
  const companion = event => {
    const own = held.card;
    const other = document.elementsFromPoint(event.clientX, event.clientY).map(part => part.closest(".block[data-joins]")).find(block => block && block !== own);
    if (!other || !own.dataset.from || other.dataset.journey === own.dataset.journey) return null;
    const whose = block => block.closest("[data-person]").dataset.person;
    return whose(other) === whose(own) && date(Number(other.dataset.from)) === date(Number(own.dataset.from)) ? other : null;
  };
  const part = () => {
    held.other?.classList.remove("met");
    held.other = held.meeting = null;
  };
  // Asks what every rule says of that journey, and shows it.
  const meet = async other => {
    const own = held;
    if (own.other === other) return;
    part();
    document.querySelector(".lane > .aim")?.remove();
    document.querySelector("td.aimed")?.classList.remove("aimed");
    Object.assign(own, { other, place: null, slot: null });
    other.classList.add("met");
    const { person, name } = other.closest("[data-person]").dataset;
    const asked = new URLSearchParams({ at: own.card.dataset.from, minutes: own.card.dataset.minutes, trip: other.dataset.joins, p: person });
    own.meeting = fetch(`/board/orders/${encodeURIComponent(own.number)}/outlook?${asked}`, { headers: { accept: "application/json" } })
      .then(answer => answer.ok ? answer.json() : null).catch(() => null);
    const outlook = await own.meeting;
    if (held !== own || own.other !== other || !outlook) return;
    const list = verdictsOf(outlook, person, 0);
    const state = list.reduce((worst, { met, advises }) => Math.max(worst, met ? 0 : advises ? 1 : 2), 0);
    panel(`${marks[state]} ${name} ${say(`与 ${other.dataset.joins} 同程`, `in one trip with ${other.dataset.joins}`)}`, list);
  };

  // Shows where it would go, and every rule there.
  const aim = (place, slot) => {
    if (!held?.outlook || !place || slot === null || (held.place === place && held.slot === slot)) return;
    held.place = place;
    held.slot = slot;
    document.querySelector(".lane > .aim")?.remove();
    document.querySelector("td.aimed")?.classList.remove("aimed");
    if (place.matches("td")) place.classList.add("aimed");
    else {
      const span = Math.min(Math.ceil(held.outlook.minutes / 30), held.outlook.starts.length - slot);
      place.append(make("li", { className: `aim at${slot} for${Math.max(1, span)}`, ariaHidden: "true" }));
    }
    panel(`${marks[worst(place.dataset.person, slot)]} ${place.dataset.name} ${date(held.outlook.starts[slot])} ${clock(held.outlook.starts[slot])}`,
      verdicts(place.dataset.person, slot));
  };

  const lift = async (card, isByKey) => {
    const own = held = { number: card.dataset.order, card, isByKey, outlook: null, place: null, slot: null };
    root.dataset.held = own.number;
    card.classList.add("lifted");
    if (!isByKey) {
      own.ghost = document.body.appendChild(make("div", { className: "ghost card" }, make("b", { textContent: card.querySelector("b")?.textContent || own.number })));
    }
    try {
      own.outlook = await outlook(own.number);
    } catch (error) {
      if (held === own) { release(); said(error.message); }
      return;
    }
    if (held !== own) return;
    paint();
    const first = board().querySelector("[data-person]");
    if (isByKey && first) aim(first, first.matches("td") ? bestOf(first) : 0);
    else if (own.last) hover(own.last);
  };
  const release = () => {
    held?.card.classList.remove("lifted");
    held = null;
    unpaint();
    delete root.dataset.held;
  };

  const hover = event => {
    held.last = event;
    if (held.ghost) held.ghost.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 10}px)`;
    const other = companion(event);
    if (other) return meet(other);
    part();
    const place = document.elementFromPoint(event.clientX, event.clientY)?.closest(".lane[data-person], td[data-person]");
    if (!place) { held.place = null; return; }
    if (!held.outlook) return;
    if (place.matches("td")) return aim(place, bestOf(place));
    const box = place.getBoundingClientRect();
    const count = held.outlook.starts.length;
    aim(place, Math.min(count - 1, Math.max(0, Math.floor((event.clientX - box.left) / box.width * count))));
  };

  document.addEventListener("pointerdown", event => {
    const card = event.target.closest?.(".board[data-plans] [data-order]");
    if (!card || event.button !== 0 || held || innerWidth <= 860) return;
    if (event.pointerType === "touch" && !event.target.closest(".grip")) return;
    pressed = { card, x: event.clientX, y: event.clientY };
  });
  document.addEventListener("pointermove", event => {
    if (pressed && !held && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) > 6) lift(pressed.card, false);
    if (held && !held.isByKey && !held.isLet) { event.preventDefault(); hover(event); }
  });
  document.addEventListener("pointerup", event => {
    pressed = null;
    if (!held || held.isByKey) return;
    // The press was no click on the order's link.
    addEventListener("click", click => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true });
    setTimeout(() => dispatchEvent(new MouseEvent("click")), 0);
    hover(event);
    if (held.other) return join();
    held.outlook && held.place ? drop() : release();
  });
  document.addEventListener("pointercancel", () => { pressed = null; if (held && !held.isByKey) release(); });
  document.addEventListener("dragstart", event => { if (event.target.closest?.("[data-order]")) event.preventDefault(); });

  document.addEventListener("keydown", event => {
    if (document.querySelector("dialog[open]")) return;
    const card = event.target.closest?.(".board[data-plans] [data-order]");
    if (!held && card && event.key === " ") { event.preventDefault(); lift(card, true); return; }
    if (!held) return;
    if (event.key === "Escape") { event.preventDefault(); release(); return; }
    if (!held.isByKey || !held.place) return;
    const places = [...board().querySelectorAll("[data-person]")];
    const at = places.indexOf(held.place);
    const columns = held.place.matches("td") ? Number(board().dataset.days) : 1;
    const to = index => { const place = places[index]; if (place) { aim(place, place.matches("td") ? bestOf(place) : held.slot); place.scrollIntoView({ block: "nearest" }); } };
    const step = { ArrowUp: () => to(at - columns), ArrowDown: () => to(at + columns), Enter: drop,
      ArrowLeft: () => columns > 1 ? to(at - 1) : aim(held.place, Math.max(0, held.slot - 1)),
      ArrowRight: () => columns > 1 ? to(at + 1) : aim(held.place, Math.min(held.outlook.starts.length - 1, held.slot + 1)) }[event.key];
    if (step) { event.preventDefault(); step(); }
  });

  // What is dropped is sent at once where nothing has to be said; otherwise one is asked first.
  const drop = () => {
    const { place, slot, outlook } = held;
    settle(place, outlook, slot);
  };
  // Let go on another order: what the rules say of the journey may still be on its way.
  const join = async () => {
    const own = held;
    const { other, number } = own;
    own.isLet = true;
    const outlook = await own.meeting;
    if (held !== own) return;
    if (outlook) return settle(other.closest("[data-person]"), outlook, 0, other.dataset.joins);
    release();
    said(say(`没有查到各项规则，${number} 未改`, `The rules could not be looked up; ${number} is as it was`));
  };
  const settle = (place, outlook, slot, trip) => {
    const { person, name } = place.dataset;
    const plan = { number: held.number, person, name, start: outlook.starts[slot], minutes: outlook.minutes, verb: outlook.people[person]?.verb, trip, typed: {} };
    const unmet = verdictsOf(outlook, person, slot).filter(({ met }) => !met);
    release();
    if (!plan.verb) return;
    if (plan.verb === "assign" && (!unmet.length || unmet.some(({ advises }) => !advises))) return send(plan);
    ask(plan, "", unmet.map(({ clause, title, text, advises, id }) => ({ clause, title, remedy: text, deviation: advises ? id : null })));
  };

  const post = async (path, fields) => {
    const body = new URLSearchParams({ _token: board().dataset.token, ...fields });
    const answer = await fetch(path, { method: "POST", headers: { accept: "application/json" }, body });
    const type = answer.headers.get("content-type") || "";
    if (!type.includes("json")) return { done: false, said: say("未能办理，请刷新看板再试", "It could not be done; reload the board and try again"), reasons: [] };
    return answer.json();
  };
  const send = async plan => {
    plan.key ||= `${Date.now()}-${Math.random().toString(36).slice(2)}`;
    const fields = { _key: plan.key, appointment: new Date(plan.start).toISOString(), ...plan.typed };
    if (plan.verb !== "reschedule") fields.engineer = plan.person;
    if (plan.verb !== "reassign") fields.minutes = plan.minutes;
    if (plan.trip) fields.trip = plan.trip;
    let answer;
    try {
      answer = await post(`/board/orders/${encodeURIComponent(plan.number)}/${plan.verb}`, fields);
    } catch {
      return ask(plan, say("没有网络，尚未办理；可稍后再提交", "No network: nothing was done yet; send it again"), []);
    }
    // What was refused is another request when it is sent again.
    plan.key = null;
    if (!answer.done) return ask(plan, answer.said, answer.reasons);
    document.querySelector(".board-ask")?.remove();
    said(`${answer.said}：${plan.number} → ${plan.name} ${date(plan.start)} ${clock(plan.start)}`, plan.number);
    document.dispatchEvent(new Event("changed-here"));
  };

  // Asks for what is missing, or shows why it was refused; nothing that was chosen or typed is lost.
  const ask = (plan, words, reasons) => {
    for (const field of document.querySelectorAll(".board-ask [name]")) plan.typed[field.name] = field.value;
    document.querySelector(".board-ask")?.remove();
    const field = (name, label, clause) => {
      const id = `ask-${name}`;
      return make("div", { className: "field" }, make("label", { htmlFor: id }, label, clause ? ` ${clause}` : ""),
        make("textarea", { name, id, rows: 2, required: true, value: plan.typed[name] || "" }));
    };
    const query = new URLSearchParams(location.search);
    const whole = `/board/orders/${encodeURIComponent(plan.number)}?${new URLSearchParams({ ...Object.fromEntries(query), engineer: plan.person, at: plan.start, minutes: plan.minutes, ...(plan.trip ? { trip: plan.trip } : {}) })}`;
    const verb = plan.trip ? say(`与 ${plan.trip} 同程`, `in one trip with ${plan.trip}`) : { assign: say("派给", "Assign to"), reassign: say("改派给", "Give to"), reschedule: say("改约", "Agree anew") }[plan.verb];
    const form = make("form", {},
      make("h2", { textContent: `${plan.number} ${verb} ${plan.name} ${date(plan.start)} ${clock(plan.start)}` }),
      ...(words ? [make("p", { className: "trouble", role: "alert", textContent: words })] : []),
      rules(reasons.map(({ clause, title, remedy, deviation }) => ({ met: false, advises: Boolean(deviation), title, clause: clause || "", text: remedy }))),
      ...reasons.filter(({ deviation }) => deviation).map(({ deviation, title, clause }) => field(`_reason:${deviation}`, say(`仍要继续的理由：${title}`, `Reason to go on: ${title}`), clause)),
      ...(plan.verb === "assign" ? [] : [field("reason", say("原因", "Reason"))]),
      make("div", { className: "buttons" },
        make("button", { type: "submit", className: "btn", textContent: say("提交", "Send") }),
        make("button", { type: "button", className: "btn q", textContent: say("放弃", "Leave it"), onclick: () => { dialog.remove(); delete root.dataset.held; } }),
        make("a", { className: "btn q", href: whole, textContent: say("打开完整表单", "Open the whole form") })));
    form.addEventListener("submit", event => {
      event.preventDefault();
      for (const typed of form.querySelectorAll("[name]")) plan.typed[typed.name] = typed.value;
      send(plan);
    });
    const dialog = document.body.appendChild(make("dialog", { className: "board-ask" }, form));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.showModal();
    dialog.querySelector("textarea")?.focus();
  };

  // Tells what was done, with the way back.
  const said = (words, number) => {
    document.querySelector(".board-said")?.remove();
    const note = make("div", { className: "board-said", role: "status" }, make("span", { textContent: words }));
    if (number) {
      note.append(make("button", { type: "button", className: "btn q small", textContent: say("撤销", "Undo"), onclick: async () => {
        let answer;
        try { answer = await post(`/board/orders/${encodeURIComponent(number)}/undo`, {}); } catch { answer = { said: say("没有网络，未撤销", "No network: not undone"), reasons: [] }; }
        said([answer.said, ...(answer.reasons || []).map(({ title, remedy, clause }) => `${title} ${remedy} ${clause || ""}`)].join(" "));
        document.dispatchEvent(new Event("changed-here"));
      } }));
    }
    document.body.append(note);
  };
})();
