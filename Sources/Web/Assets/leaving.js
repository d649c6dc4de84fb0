// Whoever signs out with unsent steps on this phone is asked to send or save them first; they are never thrown away.
"use strict";

document.addEventListener("submit", async event => {
  const form = event.target;
  if (form.getAttribute("action") !== "/sign-out" || form.dataset.sure !== undefined || !window.indexedDB || !window.caches) return;
  event.preventDefault();
  const isWaiting = await new Promise(resolve => {
    const asked = indexedDB.open("paigong-site");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => resolve(false);
    asked.onsuccess = () => {
      const counted = asked.result.transaction("steps").objectStore("steps").count();
      counted.onsuccess = () => resolve(counted.result > 0);
      counted.onerror = () => resolve(false);
    };
  });
  if (isWaiting) {
    location.assign("/site#leaving");
    return;
  }
  // The pages that were kept for a place without a network are nobody's business any more.
  await caches.delete("paigong-pages").catch(() => {});
  form.dataset.sure = "";
  form.submit();
});
