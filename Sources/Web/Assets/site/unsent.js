// What stands at the top of the phone's pages: the network, the pack, and what is not sent yet, to mend or to drop.

/** Builds an element; children that are texts are texts. */
function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name, value);
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

/** A step's time of doing as people read it, in service time. */
function clockOf(step) {
  if (step.typedDone) return step.typedDone.replace("T", " ");
  const time = new Date(step.at + (step.skew ?? 0) + Number(document.body.dataset.offset) * 60000);
  return time.toISOString().slice(11, 16);
}

/** Shows everything anew, once after the other, so that nothing older is shown last. */
let drawn = Promise.resolve();
const show = () => drawn = drawn.catch(() => {}).then(draw);

async function draw() {
  const steps = await ownSteps();
  await showNetwork(steps);
  showUnsent(steps, (await allSteps()).length - steps.length, await handedInWords());
  showStair(steps);
  showRecord(standing(steps));
}

async function showNetwork(steps) {
  const net = document.getElementById("net");
  const isHandedIn = steps.length === 0 && (await handedInWords()).length > 0;
  const word = isHandedIn ? say("已不再派工", "You go out no more") : {
    idle: say("已联网", "Online"), offline: say("离线", "Offline"), busy: say("系统忙，稍后再发", "The house is busy"),
    "signed-out": say("登录已过期", "Signed out"),
  }[network];
  const count = steps.length > 0 ? say(`${steps.length} 步待发送`, `${steps.length} to be sent`) : isHandedIn ? say("全部已交给主管", "all lie with the manager") : say("全部已发送", "all sent");
  const state = document.getElementById("net-state");
  state.replaceChildren(`● ${word}　${count}`);
  if (network === "signed-out" && !isHandedIn) {
    state.append("　", element("a", { href: `/sign-in?then=${encodeURIComponent(location.pathname)}` }, say("重新登录后继续", "Sign in to go on")));
  }
  net.classList.toggle("off", network !== "idle");
  net.classList.toggle("waiting", steps.length > 0);
  const pack = await packState();
  const age = pack.age === null ? say("未取到", "not here yet") : ageOf(pack.age);
  const whole = pack.isComplete ? say("数据包完整", "Pack complete") : say("数据包不全", "Pack incomplete");
  const packed = document.getElementById("net-pack");
  // The list itself is one of the pages.
  const { have, of, isAll } = pack.library ?? { have: 0, of: 0, isAll: true };
  const books = of > 1 ? `　${say("资料", "articles")} ${Math.max(0, have - 1)}/${of - 1}${isAll ? "" : "+"}` : "";
  packed.textContent = `${whole} ${pack.have}/${pack.of}　${pack.days} ${say("天", "days")}${books}　${age}`;
  packed.dataset.complete = String(pack.isComplete);
}

function ageOf(milliseconds) {
  const minutes = Math.floor(milliseconds / 60000);
  if (minutes < 1) return say("刚刚", "just now");
  if (minutes < 60) return say(`${minutes} 分钟前`, `${minutes} min ago`);
  return say(`${Math.floor(minutes / 60)} 小时前`, `${Math.floor(minutes / 60)} h ago`);
}

function showUnsent(steps, others, handedIn) {
  const section = document.getElementById("unsent");
  const place = section.querySelector(".unsent-steps") ?? section.appendChild(element("div", { class: "unsent-steps" }));
  const isLeaving = location.hash === "#leaving";
  section.hidden = steps.length === 0 && others === 0 && handedIn.length === 0 && !isLeaving && location.hash !== "#file";
  const [refused, waiting] = [element("ol", { class: "unsent-list" }), element("ol", { class: "unsent-list" })];
  const stopped = new Set();
  for (const step of steps) {
    if (step.state === "refused") {
      stopped.add(step.number);
      refused.append(refusedLine(step));
    } else {
      waiting.append(waitingLine(step, stopped.has(step.number)));
    }
  }
  const isOpen = refused.children.length > 0 || place.querySelector("details.waiting")?.open || !document.getElementById("net").dataset.number ? { open: "" } : {};
  place.replaceChildren(
    ...(isLeaving ? [element("h2", {}, say("退出前请先发送", "Send before you sign out"))] : []), refused,
    ...(waiting.children.length > 0 ? [element("details", { class: "waiting", ...isOpen }, element("summary", {}, say(`待发送 ${waiting.children.length} 步`, `${waiting.children.length} to be sent`)), waiting)] : []),
    ...otherWords(others), ...handedIn);
  showVault(steps);
}

function otherWords(count) {
  if (count === 0) return [];
  return [element("p", { class: "help" }, say(`另有他人未发送的 ${count} 步，由其本人登录后发送。`, `${count} steps of somebody else wait until they sign in.`))];
}

function headOf(step, word, state) {
  return element("p", { class: "unsent-head" }, element("b", {}, step.title), ` ${step.number} ${clockOf(step)} `,
    element("span", { class: `tag ${state}` }, word));
}

function waitingLine(step, isHeld) {
  const word = isHeld ? say("等前一步", "Waits for the one before") : say("待发送", "To be sent");
  return element("li", { class: isHeld ? "held" : "" }, headOf(step, word, "wait"));
}

function refusedLine(step) {
  return element("li", { class: "refused" }, headOf(step, say("被拒绝", "Refused"), "late"), reasons(step.problem), typed(step),
    element("div", { class: "buttons" },
      element("a", { class: "btn", href: `/site/${step.number}#mend=${step.id}` }, say("改正", "Mend")),
      element("button", { type: "button", class: "btn q", click: () => drop(step) },
        sure === step.id ? say("确定丢弃？所填内容将不再保留", "Really drop it? What was typed is gone then") : say("丢弃", "Drop"))));
}

/** Why it was refused: each reason with its clause and what would make it pass. */
function reasons(problem) {
  const list = element("ul", { class: "trouble" });
  const language = isEnglish ? "en" : "zh";
  for (const reason of problem.reasons ?? []) {
    list.append(element("li", {}, element("b", {}, reason.title[language]), " ", reason.remedy[language], " ",
      element("a", { class: "clause", href: `/handbook/${encodeURIComponent(reason.clause)}` }, reason.clause)));
  }
  for (const fault of problem.faults ?? []) list.append(element("li", {}, fault[language]));
  for (const clash of problem.clashes ?? []) {
    list.append(element("li", {}, say(`“${clash.field}”现为“${clash.stands}”，您填的是“${clash.typed}”`, `“${clash.field}” is now “${clash.stands}”; you typed “${clash.typed}”`)));
  }
  if (!list.children.length) list.append(element("li", {}, problem.detail ?? problem.title ?? say("系统未接受", "It was not taken")));
  return list;
}

/** What was typed. */
function typed(step) {
  const list = element("dl", {});
  for (const [label, value] of step.shown) list.append(element("dt", {}, label), element("dd", {}, value));
  return list;
}

/** The step of which somebody has pressed "drop" once. */
let sure = null;

/** Drops a step at the second press only. */
async function drop(step) {
  const isSure = sure === step.id;
  sure = isSure ? null : step.id;
  if (!isSure) return show();
  await dropStep(step.id);
  await sendAll();
}

/** Puts a refused step back into its form, to be mended. */
async function mend() {
  const id = Number(location.hash.match(/^#mend=(\d+)$/)?.[1]);
  const step = id && (await ownSteps()).find(step => step.id === id);
  if (!step) return;
  const section = document.querySelector(`form[data-sheet="${step.sheet}"] [data-step="${step.verb}"]`);
  if (!section) return;
  const form = section.closest("form");
  form.dataset.mends = String(id);
  for (const other of form.querySelectorAll("[data-step]")) other.hidden = other !== section;
  for (const [name, value] of step.fields) {
    for (const control of section.querySelectorAll(`[name="${CSS.escape(`${step.verb}.${name}`)}"], [name="${CSS.escape(name)}"]`)) {
      if (control.type === "radio") control.checked = control.value === value;
      else if (control.type === "checkbox") control.checked = true;
      else if (control.type !== "file") control.value = value;
    }
  }
  for (const reason of step.problem?.reasons ?? []) if (reason.deviation) section.append(wayOn(reason));
  for (const other of document.querySelectorAll("[data-stair] > details")) other.open = false;
  for (const fold of section.querySelectorAll("details")) fold.open = true;
  for (let fold = section.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  section.scrollIntoView();
}

/** Where the handbook only advises, one goes on with a reason by name. */
function wayOn(reason) {
  const name = `_reason:${reason.deviation}`;
  const label = say(`仍要继续的理由：${reason.title.zh}`, `Reason to go on: ${reason.title.en}`);
  return element("div", { class: "field deviation" }, element("label", { for: name }, label), element("textarea", { name, id: name, rows: "2" }));
}
