// A sheet becomes steps in the queue: those that are meant, with what was given, once nothing that is asked for is missing.

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
      if (control.files.length > 0) shown.push([labelOf(control), [...control.files].map(file => file.name).join(say("、", ", "))]);
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

/** Says at a control what is asked for, and brings it into sight. */
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
