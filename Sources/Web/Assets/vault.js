// Unsent steps in an encrypted file: PBKDF2 from a password, AES-GCM. A phone saves it, a phone or a manager's page opens it.
"use strict";

const vault = (() => {
  const word = (chinese, english) => document.documentElement.lang === "en" ? english : chinese;

  async function keyOf(password, salt) {
    if (password.length < 8) throw new Error(word("口令至少 8 位", "The password takes 8 characters or more"));
    const base = await crypto.subtle.importKey("raw", new TextEncoder().encode(password), "PBKDF2", false, ["deriveKey"]);
    return crypto.subtle.deriveKey(
      { name: "PBKDF2", hash: "SHA-256", salt, iterations: 600000 }, base, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  }

  const toText = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
  const toBytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));

  /** The steps as the content of a file. */
  async function seal(steps, password) {
    const [salt, iv] = [crypto.getRandomValues(new Uint8Array(16)), crypto.getRandomValues(new Uint8Array(12))];
    const key = await keyOf(password, salt);
    const plain = [];
    for (const { id, ...step } of steps) {
      const files = [];
      for (const [name, blob, file] of step.files) files.push([name, toText(new Uint8Array(await blob.arrayBuffer())), file, blob.type]);
      plain.push({ ...step, files });
    }
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(plain)));
    return new Blob(["PAIGONG1", salt, iv, sealed]);
  }

  /** The steps of a file. */
  async function open(file, password) {
    if (!file) throw new Error(word("请选择文件", "Choose the file"));
    const bytes = new Uint8Array(await file.arrayBuffer());
    const key = await keyOf(password, bytes.slice(8, 24));
    try {
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.slice(24, 36) }, key, bytes.slice(36));
      return JSON.parse(new TextDecoder().decode(plain)).map(step => ({
        ...step, files: step.files.map(([name, content, file, type]) => [name, new Blob([toBytes(content)], { type }), file]),
      }));
    } catch {
      throw new Error(word("口令不对，或不是这里存的文件", "The password is wrong, or the file is none of ours"));
    }
  }

  /** When a step was really done, by the house's clock: as typed, or the phone's time corrected by the measured skew. */
  const doneAt = step => step.typedDone ?? new Date(step.at + (step.skew ?? 0)).toISOString();

  /** One step as it is handed in, to be entered by somebody else. */
  function deposit(step) {
    const body = new FormData();
    for (const [name, value] of Object.entries({
      _number: step.number, _verb: step.verb, _key: step.key, _person: step.person, _done: doneAt(step),
      _way: step.typedDone ? "paper" : "phone", ...(step.skew === null || step.skew === undefined ? {} : { _skew: String(Math.round(step.skew)) }),
    })) body.append(name, value);
    for (const [name, value] of step.fields) body.append(name, value);
    for (const [name, blob, file] of step.files) body.append(name, blob, file);
    return body;
  }

  return { seal, open, doneAt, deposit };
})();
