// Serials on the phone: by camera where the browser reads barcodes, by a scanner that types, or by their last characters.

const SERIALS = 'input[name$=".newSerial"], input[name$=".oldSerial"], input[name$=".serial"]';
// How often the picture is looked at, in milliseconds.
const BETWEEN_LOOKS = 150;

/** Makes every place for a serial one that can be scanned into. */
function offerScanning() {
  for (const input of document.querySelectorAll(SERIALS)) {
    input.addEventListener("change", () => complete(input));
    input.addEventListener("keydown", event => {
      // A scanner that types ends with Enter; the sheet is not sent by that.
      if (event.key !== "Enter") return;
      event.preventDefault();
      complete(input);
      next(input)?.focus();
    });
    if (!("BarcodeDetector" in window) || !navigator.mediaDevices) continue;
    input.after(element("button", { type: "button", class: "btn q scan", click: () => scan(input) }, say("扫码", "Scan")));
  }
}

/** Where just one of those that are offered ends with what was typed, it is that one. */
function complete(input) {
  const typed = input.value.trim().toUpperCase();
  const offered = [...(input.list?.options ?? [])].map(option => option.value);
  if (typed.length < 3 || offered.includes(input.value)) return;
  const meant = offered.filter(serial => serial.toUpperCase().endsWith(typed));
  if (meant.length === 1) fill(input, meant[0]);
}

function fill(input, serial) {
  input.value = serial;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

/** The control after this one. */
function next(input) {
  const all = controls(input.form).filter(control => control.offsetParent);
  return all[all.indexOf(input) + 1];
}

/** Shows what the camera sees until a barcode is read or one gives up. */
async function scan(input) {
  const video = element("video", { playsinline: "", muted: "" });
  const dialog = element("dialog", { class: "scanning" }, video,
    element("button", { type: "button", class: "btn", click: () => dialog.close() }, say("取消", "Cancel")));
  document.body.append(dialog);
  let stream;
  dialog.addEventListener("close", () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    dialog.remove();
    input.focus();
  });
  dialog.showModal();
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
    video.srcObject = stream;
    await video.play();
    const detector = new BarcodeDetector();
    while (dialog.open) {
      const [code] = await detector.detect(video);
      if (code) {
        fill(input, code.rawValue.trim());
        dialog.close();
      } else {
        await new Promise(resolve => setTimeout(resolve, BETWEEN_LOOKS));
      }
    }
  } catch {
    // No camera, or it may not be used: the serial is typed.
    dialog.close();
  }
}
