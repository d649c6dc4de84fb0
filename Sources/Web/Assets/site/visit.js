// A visit's page: sheets become steps in the queue, and the stair shows where the visit stands on this phone.

/** The controls of a step in which something can be given. */
const controls = step => [...step.querySelectorAll("input, select, textarea")].filter(control => control.name && control.type !== "hidden");

/** Whether something was given beyond what stood in the page. */
function isTouched(step) {
  return controls(step).some(control => {
    if (control.type === "file") return control.files.length > 0;
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.matches("select")) return [...control.options].some(option => option.selected !== option.defaultSelected && option.value);
    return control.value !== control.defaultValue;
  });
}

/** The steps of a sheet that are meant: those that can't be left out, and those in which something was given. */
function meantSteps(form) {
  const steps = [...form.querySelectorAll("[data-step]")].filter(step => !step.hidden);
  const either = (form.dataset.either ?? "").split(" ").filter(Boolean);
  const meant = steps.filter(step => step.dataset.skippable === undefined || isTouched(step));
  const choice = steps.filter(step => either.includes(step.dataset.step));
  // Of a choice one is needed: where none was made, the first is asked for.
  if (choice.length > 0 && choice.length === either.length && !choice.some(step => meant.includes(step))) meant.unshift(choice[0]);
  return meant.length > 0 ? meant : steps.slice(0, 1);
}

/** The first control of a step that is asked for and empty; what may be left out as a whole is not asked for. */
function missing(step) {
  return controls(step).filter(control => control.required || control.getAttribute("aria-required") === "true").find(control => {
    if (control.type === "radio") return !step.querySelector(`[name="${CSS.escape(control.name)}"]:checked`);
    return !control.value.trim();
  });
}

/** The place of a signature that is still empty: later the customer is gone. */
function unsigned(step) {
  const pad = step.querySelector("[data-sign]");
  const file = pad && step.querySelector(`[name="${CSS.escape(pad.dataset.sign)}"]`);
  return file && file.files.length === 0 ? file : null;
}

/** One step as the queue keeps it: what was given by the declared names, with the labels under which people know them. */
async function queued(step, form, common) {
  const verb = step.dataset.step;
  const bare = name => name.startsWith(verb + ".") ? name.slice(verb.length + 1) : name;
  const fields = [], files = [], shown = [];
  for (const control of step.querySelectorAll("input, select, textarea")) {
    if (!control.name || ((control.type === "radio" || control.type === "checkbox") && !control.checked)) continue;
    if (control.type === "file") {
      for (const file of control.files) files.push([bare(control.name), new Blob([await file.arrayBuffer()], { type: file.type }), file.name]);
      if (control.files.length > 0) shown.push([labelOf(control), [...control.files].map(file => file.name).join("、")]);
    } else {
      fields.push([bare(control.name), control.value]);
      if (control.type !== "hidden" && control.value.trim()) shown.push([labelOf(control), wordOf(control)]);
    }
  }
  if (verb === "sign") await bindShown(fields);
  return { ...common, key: newKey(), verb, title: step.dataset.title, from: step.dataset.from, to: step.dataset.to, fields, files, shown, state: "waiting" };
}

/** A key that no other step has; older browsers draw no UUIDs. */
const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, "0")).join("");

function labelOf(control) {
  const label = control.type === "radio" ? control.closest("fieldset")?.querySelector("legend") : control.labels?.[0];
  return label?.firstChild?.textContent.trim() || label?.textContent.trim() || control.name;
}

function wordOf(control) {
  if (control.type === "radio") return control.parentElement.textContent.trim();
  if (control.type === "checkbox") return say("是", "yes");
  return control.matches("select") ? control.selectedOptions[0].textContent : control.value;
}

/** Takes a sheet into the queue, whole or not at all, and sends it where there is a network. */
async function takeSheet(form) {
  for (const bad of form.querySelectorAll(".bad")) bad.classList.remove("bad");
  const meant = meantSteps(form);
  for (const step of meant) {
    const control = missing(step);
    if (control) return complain(control, say("请填写", "This is asked for"));
    const strokes = unsigned(step);
    if (strokes) return complain(strokes, say("请签字，或附上签过的单据", "Have it signed, or attach what was signed"));
  }
  const clock = await fact("clock");
  const common = {
    person, number: document.getElementById("net").dataset.number, sheet: form.dataset.sheet,
    at: Date.now(), skew: clock?.skew ?? null, typedDone: form.querySelector("[name=_done]").value || null,
  };
  const steps = [];
  for (const step of meant) steps.push(await queued(step, form, common));
  const mended = Number(form.dataset.mends);
  if (mended) await replaceStep(mended, steps);
  else await keepSteps(steps);
  delete form.dataset.mends;
  form.reset();
  await show();
  document.getElementById("main").scrollIntoView();
  await sendAll();
}

/** What was mended stands where the refused step stood, under a key of its own: it is another request. */
async function replaceStep(id, steps) {
  const old = (await allSteps()).find(step => step.id === id);
  const mended = steps.find(step => step.verb === old?.verb);
  if (!old || !mended) return keepSteps(steps);
  // A drawing belongs to the record that was shown with it: that is signed anew.
  const files = mended.files.length > 0 || mended.verb === "sign" ? mended.files : old.files;
  await keepSteps([{ ...mended, files, id, at: old.at, skew: old.skew, typedDone: mended.typedDone ?? old.typedDone }]);
}

/** Shows the page as the house has it now, once something of it was sent; but not while somebody is typing in it. */
function goOn() {
  const { number } = document.getElementById("net").dataset;
  const sent = absorbed.filter(step => step.number === number);
  const isTyping = [...document.querySelectorAll("[data-step]")].some(step => !step.hidden && isTouched(step));
  if (!number && absorbed.length > 0 && network === "idle" && !location.hash) location.reload();
  if (sent.length === 0 || network !== "idle" || isTyping) return;
  const last = sent[sent.length - 1];
  if (last.to === "handed-in") location.assign(`/site?handed-in=${number}`);
  else location.assign(last.to === "assigned" ? "/site" : `/site/${number}?done=${sent.map(step => step.verb).join(",")}`);
}

function complain(control, text) {
  for (let fold = control.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  const field = control.closest(".field") ?? control.parentElement;
  field.classList.add("bad");
  let error = field.querySelector(".err.ask");
  if (!error) field.append(error = Object.assign(document.createElement("p"), { className: "err ask" }));
  error.textContent = text;
  control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
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
