// Unsent steps as an encrypted file: for a phone that is given away before there is a network, and back again on any other.

/** The part that saves unsent steps to a file or takes them from one; it is made once, so that nobody's typing is lost. */
function showVault(steps) {
  const section = document.getElementById("unsent");
  if (!section.querySelector(".vault")) section.append(makeVault());
  document.getElementById("vault-save").hidden = steps.length === 0;
  const leave = document.getElementById("leave");
  leave.hidden = location.hash !== "#leaving";
  // Signing out goes on once nothing waits, or what waits lies in a file too; the phone keeps it in any case.
  leave.disabled = steps.length > 0 && sessionStorage.getItem("paigong-saved") !== steps.map(step => step.key).join();
}

function makeVault() {
  const word = element("input", { type: "password", id: "vault-word", autocomplete: "new-password" });
  const file = element("input", { type: "file", id: "vault-file", accept: ".paigong" });
  const press = (id, act, ...words) => element("button", { type: "button", class: "btn q", id, click: () => tellOutcome(act) }, say(...words));
  const form = element("form", { submit: event => event.preventDefault() },
    element("div", { class: "field" }, element("label", { for: "vault-word" }, say("文件口令（至少 8 位）", "The file's password (8 characters or more)")), word),
    element("div", { class: "buttons" }, press("vault-save", () => saveToFile(word.value), "存成加密文件", "Save to an encrypted file")),
    element("div", { class: "field" }, element("label", { for: "vault-file" }, say("存下的文件", "The saved file")), file),
    element("div", { class: "buttons" }, press("vault-take", () => takeFromFile(file.files[0], word.value), "从文件取回", "Take back from a file")),
    element("p", { class: "help", role: "status", id: "vault-note" }),
    element("div", { class: "buttons" }, element("button", { type: "button", class: "btn", id: "leave", click: signOut }, say("退出", "Sign out"))));
  const isOpen = ["#leaving", "#file"].includes(location.hash) ? { open: "" } : {};
  return element("details", { class: "vault", ...isOpen },
    element("summary", {}, say("没有网络又要交出手机？存成文件，或从文件取回", "No network, and the phone is handed over? To a file and back")), form);
}

async function signOut() {
  const body = new FormData();
  body.append("_token", (await fact("pack"))?.token ?? "");
  await caches.delete(PAGES);
  await fetch("/sign-out", { method: "POST", body, redirect: "manual" }).catch(() => {});
  location.assign("/sign-in");
}

async function tellOutcome(act) {
  const note = document.getElementById("vault-note");
  try {
    note.textContent = await act();
  } catch (error) {
    note.textContent = error.message;
  }
  await show();
}

async function saveToFile(word) {
  const steps = await ownSteps();
  const sealed = await vault.seal(steps, word);
  const name = `${person}-${new Date().toISOString().slice(0, 16).replaceAll(":", "")}.paigong`;
  const url = URL.createObjectURL(sealed);
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  sessionStorage.setItem("paigong-saved", steps.map(step => step.key).join());
  return say(`已存 ${steps.length} 步到 ${name}；手机里的也还在。`, `${steps.length} steps are in ${name}; they stay on the phone too.`);
}

async function takeFromFile(file, word) {
  const known = new Set((await allSteps()).map(step => step.key));
  const steps = (await vault.open(file, word)).filter(step => !known.has(step.key));
  await keepSteps(steps);
  sendAll();
  return say(`取回 ${steps.length} 步`, `${steps.length} steps taken back`);
}
