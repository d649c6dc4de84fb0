// The stair of a visit: what is done on this phone, what comes now, and where the page goes on to.

/** Whether this page is being left already: the network may come back twice in one moment. */
let isLeading = false;

/** Shows the page as the house has it now, once something of it was sent; but not while somebody is typing in it. */
function goOn() {
  if (isLeading) return;
  const { number } = document.getElementById("net").dataset;
  const sent = absorbed.filter(step => step.number === number);
  const isTyping = [...document.querySelectorAll("[data-step]")].some(step => !step.hidden && isTouched(step));
  if (!number && absorbed.length > 0 && network === "idle" && !location.hash) location.reload();
  if (sent.length === 0 || network !== "idle" || isTyping) return;
  const last = sent[sent.length - 1];
  isLeading = true;
  if (last.to === "handed-in") location.assign(`/site?handed-in=${number}`);
  else location.assign(last.to === "assigned" ? "/site" : `/site/${number}?done=${sent.map(step => step.verb).join(",")}`);
}

/** The steps of this page's order that are done as far as this phone knows: sent since the page came, or waiting. */
function standing(steps) {
  const { number } = document.getElementById("net").dataset;
  return [...absorbed, ...steps].filter(step => step.number === number && step.state !== "refused");
}

/** The stage that the visit has reached on this phone: the house's, and what the waiting steps make of it. */
function reached(stage, steps) {
  for (const step of steps) if (step.to && step.from.split(" ").includes(stage)) stage = step.to;
  return stage;
}

/** Opens and closes the stair by what is done on this phone. */
function showStair(steps) {
  const net = document.getElementById("net");
  const { number, stage } = net.dataset;
  if (!number) return;
  const waitingHere = steps.filter(step => step.number === number && step.state !== "refused");
  const own = standing(steps);
  const here = reached(stage, own);
  const isSigned = own.some(step => step.verb === "sign");
  const isOwed = own.some(step => step.verb === "signature-owed");
  const done = new Set(own.map(step => step.sheet));
  const leading = leadingSheet(here, done);
  // Sheets open and close only when the visit has gone on: what somebody opened or types in stays as it is.
  const hasMoved = `${here} ${leading}` !== net.dataset.shown;
  net.dataset.shown = `${here} ${leading}`;
  for (const item of document.querySelectorAll("[data-stair]")) {
    if (item.querySelector("form[data-mends]")) continue;
    const name = item.dataset.stair;
    let stageOfStep = here;
    let isOpen = false;
    for (const step of item.querySelectorAll("[data-step]")) {
      const verb = step.dataset.step;
      const isGiven = (verb === "sign" && isSigned) || (verb === "signature-owed" && (isSigned || isOwed));
      const starts = step.dataset.from.split(" ").includes(stageOfStep) && !isGiven;
      step.hidden = !starts;
      if (starts) isOpen = true;
      if (starts && step.dataset.to) stageOfStep = step.dataset.to;
    }
    const isLeading = leading === name && isOpen;
    const left = [...item.querySelectorAll("[data-step]")].filter(step => !step.hidden);
    item.querySelector(".buttons .btn").textContent = left.length === 1 ? left[0].dataset.title : item.querySelector(".stair-title b").textContent;
    const order = ["assigned", "accepted", "on-site", "left", "handed-in"];
    const latest = Math.max(...[...item.querySelectorAll("[data-step]")].flatMap(step => step.dataset.from.split(" ").map(from => order.indexOf(from))));
    const isPast = !isOpen && latest < order.indexOf(here);
    item.className = `stair-step ${isPast ? "done" : isLeading ? "now" : isOpen ? "open" : "next"}`;
    const waiting = waitingHere.filter(step => step.sheet === name);
    const word = isPast ? say("已办理", "Done") : isLeading ? say("现在办理", "Now") : isOpen ? say("可办理", "Open") : say("以后", "Later");
    const time = waiting.length > 0 ? `　${clockOf(waiting[waiting.length - 1])}　${say("待发送", "to be sent")}` : "";
    item.querySelector(".stair-note").textContent = word + time;
    item.querySelector(".mark").textContent = isPast ? "✓" : String([...item.parentElement.children].indexOf(item) + 1);
    if (hasMoved) item.querySelector("details").open = isLeading;
  }
}

/** The sheet that comes now: after something was logged, the leaving. */
function leadingSheet(stage, done) {
  if (stage === "assigned") return "accept";
  if (stage === "accepted") return "arrive";
  if (stage !== "on-site") return "sign";
  const hasLogged = done.has("log-work") || Object.values(shownRecord([]) ?? {}).some(lines => lines.length > 0);
  return hasLogged && document.querySelector('[data-stair="sign"]') ? "sign" : "log-work";
}
