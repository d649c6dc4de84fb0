// The record that is signed on site: the house's lines and those that wait on this phone, in the form that the house hashes again.

/** A text as the house takes it: without blanks at its ends, its lines ended as forms send them. */
const asTaken = text => text.replace(/\r?\n/g, "\r\n").trim();

/** The lines of log and swaps as they stand on this phone; nothing where the paper was put out already. */
function shownRecord(steps) {
  const place = document.getElementById("to-sign");
  if (!place) return null;
  const { log, swaps } = JSON.parse(place.dataset.record);
  for (const step of steps) {
    const given = Object.fromEntries(step.fields);
    const texts = (...names) => names.map(name => asTaken(given[name] ?? ""));
    if (step.verb === "log-work") log.push(texts("device", "operation", "text"));
    if (step.verb === "swap-part") swaps.push(texts("part", "oldSerial", "newSerial"));
  }
  return { log, swaps };
}

/** Shows the customer what they sign. */
function showRecord(steps) {
  const record = shownRecord(steps);
  if (!record) return;
  const lines = [...record.log, ...record.swaps].map(line => element("li", {}, line.filter(Boolean).join("\u3000")));
  document.querySelector("#to-sign ul").replaceChildren(...lines);
}

/** Binds a signature to what is shown: its hash stands where the paper's would. */
async function bindShown(fields) {
  const record = shownRecord(standing(await ownSteps()));
  if (!record) return;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(record)));
  const hash = "sha256:" + Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
  const paper = fields.find(([name]) => name === "signature.paper");
  if (paper) paper[1] = hash;
  else fields.push(["signature.paper", hash]);
}
