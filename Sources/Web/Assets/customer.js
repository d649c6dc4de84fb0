// For customers and their links: what is written can be copied by a button, and a serial can be scanned where the browser can.
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) {
  const words = document.getElementById(button.dataset.copy);
  if (!words) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    words.select();
    // Without HTTPS there is no clipboard, but what is selected can still be copied.
    try { await navigator.clipboard.writeText(words.value); } catch { document.execCommand("copy"); }
    button.textContent = document.documentElement.lang === "en" ? "Copied" : "已复制";
  });
}

if ("BarcodeDetector" in window && navigator.mediaDevices?.getUserMedia && document.body.classList.contains("customer")) {
  const isEnglish = document.documentElement.lang === "en";
  for (const input of document.querySelectorAll("input[name=serial]")) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "btn q", textContent: isEnglish ? "Scan" : "扫码" });
    input.after(button);
    button.addEventListener("click", async () => {
      const video = Object.assign(document.createElement("video"), { className: "scan-view", playsInline: true, muted: true });
      let stream;
      try { stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }); } catch { button.remove(); return; }
      button.after(video);
      video.srcObject = stream;
      await video.play();
      const detector = new BarcodeDetector();
      const end = () => { for (const track of stream.getTracks()) track.stop(); video.remove(); };
      const look = async () => {
        if (!video.isConnected) return;
        const [found] = await detector.detect(video).catch(() => []);
        if (!found) { requestAnimationFrame(look); return; }
        // A label's code may hold an address that ends in the serial.
        input.value = found.rawValue.split("/").pop();
        end();
      };
      look();
      video.addEventListener("click", end);
    });
  }
}
