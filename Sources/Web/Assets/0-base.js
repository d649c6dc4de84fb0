// Everything works without this; it only makes things nicer.
"use strict";

// "/" leads to the search, from wherever nobody is typing.
document.addEventListener("keydown", event => {
  const isTyping = event.target.matches("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !isTyping) {
    event.preventDefault();
    document.getElementById("q")?.focus();
  }
});

// A signature is drawn on a canvas and sent as the file beside it.
for (const pad of document.querySelectorAll("[data-sign]")) {
  const input = document.getElementsByName(pad.dataset.sign)[0];
  if (!input) continue;
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-label", document.documentElement.lang === "en" ? "Sign here" : "请在此签字");
  const clear = Object.assign(document.createElement("button"), { type: "button", className: "btn q small", textContent: document.documentElement.lang === "en" ? "Clear" : "重签" });
  pad.append(canvas, clear);
  const scale = window.devicePixelRatio || 1;
  canvas.width = canvas.clientWidth * scale;
  canvas.height = canvas.clientHeight * scale;
  const ink = canvas.getContext("2d");
  ink.scale(scale, scale);
  ink.lineWidth = 2.4;
  ink.lineCap = "round";
  ink.strokeStyle = "#111";
  let isDrawing = false;
  canvas.addEventListener("pointerdown", event => {
    isDrawing = true;
    canvas.setPointerCapture(event.pointerId);
    ink.beginPath();
    ink.moveTo(event.offsetX, event.offsetY);
  });
  canvas.addEventListener("pointermove", event => {
    if (!isDrawing) return;
    ink.lineTo(event.offsetX, event.offsetY);
    ink.stroke();
  });
  canvas.addEventListener("pointerup", () => {
    isDrawing = false;
    canvas.toBlob(blob => {
      const files = new DataTransfer();
      files.items.add(new File([blob], "signature.png", { type: "image/png" }));
      input.files = files.files;
    });
  });
  clear.addEventListener("click", () => {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    input.value = "";
  });
}
