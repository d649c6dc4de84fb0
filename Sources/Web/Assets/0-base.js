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
  const ink = canvas.getContext("2d");
  let isDrawing = false;
  // It has no size while it is folded away; once something is drawn it keeps its own.
  new ResizeObserver(() => {
    if (input.files.length > 0 || canvas.clientWidth === 0) return;
    const scale = window.devicePixelRatio || 1;
    canvas.width = canvas.clientWidth * scale;
    canvas.height = canvas.clientHeight * scale;
    ink.scale(scale, scale);
    ink.lineWidth = 2.4;
    ink.lineCap = "round";
    ink.strokeStyle = "#111";
  }).observe(canvas);
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
  const wipe = () => {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    input.value = "";
  };
  clear.addEventListener("click", wipe);
  input.form?.addEventListener("reset", wipe);
}
