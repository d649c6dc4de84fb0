// Photos: time, site, order and name stand in the picture; the original's digest in its file name; a picture from the gallery says so.

const LONGEST_SIDE = 1920;

/** Draws the watermark into every picture that was chosen, and puts the marked ones in place. */
async function markPhotos(input) {
  const marked = new DataTransfer();
  for (const file of input.files) {
    if (file.type.startsWith("image/") && !file.name.startsWith("DO-")) marked.items.add(await markPhoto(file));
    else marked.items.add(file);
  }
  input.files = marked.files;
}

async function markPhoto(file) {
  const picture = await createImageBitmap(file);
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = element("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const ink = canvas.getContext("2d");
  ink.drawImage(picture, 0, 0, canvas.width, canvas.height);
  const clock = await fact("clock");
  const taken = new Date(file.lastModified + (clock?.skew ?? 0));
  const isFromGallery = Date.now() - file.lastModified > 120000;
  const time = new Date(taken.getTime() + Number(document.body.dataset.offset) * 60000).toISOString().slice(0, 16).replace("T", " ");
  const number = document.getElementById("net").dataset.number;
  const lines = [
    `${time}　${number}${isFromGallery ? say("　相册", "  gallery") : ""}`,
    document.querySelector(".visit-head h1").textContent, document.querySelector(".phone-top span").textContent,
  ];
  const size = Math.max(14, Math.round(canvas.width / 36));
  ink.font = `${size}px sans-serif`;
  ink.fillStyle = "rgba(0, 0, 0, .55)";
  ink.fillRect(0, canvas.height - size * 1.5 * lines.length - size / 2, canvas.width, size * 1.5 * lines.length + size / 2);
  ink.fillStyle = "#fff";
  lines.forEach((text, index) => ink.fillText(text, size / 2, canvas.height - size * 1.5 * (lines.length - 1 - index) - size / 2));
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  const original = Array.from(new Uint8Array(digest).slice(0, 8), byte => byte.toString(16).padStart(2, "0")).join("");
  const blob = await new Promise(resolve => canvas.toBlob(resolve, "image/jpeg", 0.85));
  return new File([blob], `${number}-${time.replace(/\D/g, "")}-${original}.jpg`, { type: "image/jpeg", lastModified: file.lastModified });
}
