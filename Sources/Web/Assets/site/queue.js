// The queue: steps are sent in the order in which they were done, each with its own key, so that none is done twice.

/** How the last sending ended: "idle", "offline", "signed-out", "busy". */
let network = navigator.onLine ? "idle" : "offline";

/** The steps of whoever is signed in; another's stay for them. */
async function ownSteps() {
  return (await allSteps()).filter(step => step.person === person);
}

/** The first step that may be sent: none whose order has an earlier one that was refused. */
function nextToSend(steps) {
  const stopped = new Set();
  for (const step of steps) {
    if (step.state === "refused") stopped.add(step.number);
    else if (!stopped.has(step.number)) return step;
  }
}

/** What was sent since this page was loaded: the page shows it as done, though the house wrote it before. */
const absorbed = [];

/** Sends what can be sent, one step after the other; only one page of the browser does so at a time. */
async function sendAll() {
  await navigator.locks.request("paigong-send", { ifAvailable: true }, async lock => {
    if (!lock) return;
    let hasSent = false;
    try {
      for (let step; !await isOut() && (step = nextToSend(await ownSteps()));) {
        await sendStep(step);
        hasSent = true;
        network = "idle";
        await show();
      }
    } catch (error) {
      if (error instanceof NoNetwork) network = "offline";
      else if (error instanceof SignedOut) network = "signed-out";
      else if (error instanceof Busy) network = "busy";
      else throw error;
    }
    try {
      await handInAll();
    } catch (error) {
      if (error instanceof NoNetwork) network = "offline";
      else if (error instanceof Busy) network = "busy";
      else throw error;
    }
    if (hasSent) await refreshQuietly();
  });
  await show();
  goOn();
}

/** That the house can't take anything at the moment. */
class Busy extends Error {}

async function sendStep(step) {
  const token = (await fact("pack"))?.token ?? document.querySelector("input[name=_token]")?.value ?? "";
  let answer = await post(step, token);
  if (answer.status === 403) {
    // After a new sign-in forms carry another token: the same person goes on.
    await refreshPack();
    answer = await post(step, (await fact("pack")).token);
  }
  if (answer.ok) {
    absorbed.push(step);
    return dropStep(step.id);
  }
  const problem = await answer.json().catch(() => ({}));
  const isForLater = answer.status >= 500 || answer.status === 429 || answer.status === 403 || problem.type?.endsWith(":conflict");
  if (isForLater) throw new Busy();
  await keepSteps([{ ...step, state: "refused", problem }]);
}

function post(step, token) {
  const body = new FormData();
  body.append("_token", token);
  body.append("_key", step.key);
  body.append("_person", step.person);
  body.append("_done", vault.doneAt(step));
  body.append("_way", step.typedDone ? "paper" : "phone");
  for (const [name, value] of step.fields) body.append(name, value);
  for (const [name, blob, file] of step.files) body.append(name, blob, file);
  return ask(`/site/${step.number}/steps/${step.verb}`, { method: "POST", body });
}

async function refreshQuietly() {
  try {
    await refreshPack();
    network = "idle";
  } catch (error) {
    if (error instanceof SignedOut) network = "signed-out";
    else if (error instanceof NoNetwork) network = "offline";
    else throw error;
  }
}
