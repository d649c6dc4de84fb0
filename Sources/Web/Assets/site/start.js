// The phone's pages begin here: the worker is put in place, the pack fetched, the queue sent whenever there is a network.

const BETWEEN_TRIES = 15000;

document.addEventListener("DOMContentLoaded", start);

async function start() {
  for (const form of document.querySelectorAll("form[data-sheet]")) {
    form.addEventListener("submit", event => {
      if (event.submitter?.name === "_more") return;
      event.preventDefault();
      withoutSending(form, () => takeSheet(form));
    });
    form.addEventListener("input", event => event.target.closest(".bad")?.classList.remove("bad"));
  }
  const photos = document.querySelector('[name="add-photo.photos"]');
  if (photos) {
    photos.accept = "image/*";
    photos.addEventListener("change", () => withoutSending(photos.form, () => markPhotos(photos)));
  }
  offerScanning();
  await show();
  await mend();
  addEventListener("hashchange", async () => {
    await show();
    await mend();
    if (["#leaving", "#file"].includes(location.hash)) document.querySelector(".vault").open = true;
  });
  addEventListener("online", comeBack);
  addEventListener("offline", () => { network = "offline"; show(); });
  addEventListener("visibilitychange", () => { if (!document.hidden) comeBack(); });
  setInterval(async () => { if ((await ownSteps()).length > 0) await sendAll(); }, BETWEEN_TRIES);
  navigator.storage?.persist?.();
  // Without a worker the pack is told as incomplete; what waits is sent all the same.
  const worker = navigator.serviceWorker?.register("/worker.js", { scope: "/" }).then(() => navigator.serviceWorker.ready);
  await comeBack();
  await worker?.catch(() => {});
  await show();
  document.body.dataset.ready = "";
}

/** Does something with a form that can't be sent meanwhile. */
async function withoutSending(form, act) {
  const button = form.querySelector(".buttons button[type=submit]");
  button.disabled = true;
  try {
    await act();
  } finally {
    button.disabled = false;
  }
}

/** There may be a network again: what waits is sent, and the pack fetched. */
async function comeBack() {
  await refreshQuietly();
  await sendAll();
}
