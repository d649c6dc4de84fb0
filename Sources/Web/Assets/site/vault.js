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

async function keyOf(word, salt) {
  if (word.length < 8) throw new Error(say("口令至少 8 位", "The password takes 8 characters or more"));
  const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(word), "PBKDF2", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600000 }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function saveToFile(word) {
  const steps = await ownSteps();
  const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
  const key = await keyOf(word, salt);
  const plain = [];
  for (const { id, ...step } of steps) {
    const files = [];
    for (const [name, blob, file] of step.files) files.push([name, toText(new Uint8Array(await blob.arrayBuffer())), file, blob.type]);
    plain.push({ ...step, files });
  }
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(plain)));
  const name = `${person}-${new Date().toISOString().slice(0, 16).replaceAll(":", "")}.paigong`;
  const url = URL.createObjectURL(new Blob(["PAIGONG1", salt, iv, sealed]));
  element("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
  sessionStorage.setItem("paigong-saved", steps.map(step => step.key).join());
  return say(`已存 ${steps.length} 步到 ${name}；手机里的也还在。`, `${steps.length} steps are in ${name}; they stay on the phone too.`);
}

async function takeFromFile(file, word) {
  if (!file) throw new Error(say("请选择文件", "Choose the file"));
  const bytes = new Uint8Array(await file.arrayBuffer());
  const key = await keyOf(word, bytes.slice(8, 24));
  let text;
  try {
    text = new TextDecoder().decode(await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.slice(24, 36) }, key, bytes.slice(36)));
  } catch {
    throw new Error(say("口令不对，或不是这里存的文件", "The password is wrong, or the file is none of ours"));
  }
  const known = new Set((await allSteps()).map(step => step.key));
  const steps = JSON.parse(text).filter(step => !known.has(step.key)).map(step => ({
    ...step, files: step.files.map(([name, content, file, type]) => [name, new Blob([toBytes(content)], { type }), file]),
  }));
  await keepSteps(steps);
  sendAll();
  return say(`取回 ${steps.length} 步`, `${steps.length} steps taken back`);
}

const toText = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
const toBytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
