// The service worker of the phone: keeps the shell and the pages of the pack, so that /site opens where there is no network.
// SHELL, the files by their content's names, stands above this when it is served: another content is another worker.
"use strict";

const SHELL_CACHE = "paigong-shell-" + SHELL.join("|");
const PAGES = "paigong-pages";
// How long one waits for a network that is there but doesn't answer, before the kept page is shown.
const PATIENCE = 4000;

self.addEventListener("install", event => {
  event.waitUntil((async () => {
    await (await caches.open(SHELL_CACHE)).addAll([...SHELL, "/site.webmanifest"]);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", event => {
  event.waitUntil((async () => {
    // The shell before this one stays: pages that were kept with it are there until the pack is fetched again.
    const shells = (await caches.keys()).filter(name => name.startsWith("paigong-shell-") && name !== SHELL_CACHE);
    for (const name of shells.slice(0, -1)) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname.startsWith("/assets/") || pathname === "/site.webmanifest") event.respondWith(fromShell(request));
  else if (request.mode === "navigate" && isOfSite(pathname)) event.respondWith(fromNetwork(request, pathname));
});

const isOfSite = pathname => pathname === "/site" || pathname.startsWith("/site/");

async function fromShell(request) {
  return await caches.match(request) ?? fetch(request);
}

// The page as it stands now; the kept one where nobody answers.
async function fromNetwork(request, pathname) {
  const kept = (await caches.open(PAGES)).match(pathname);
  const asked = fetch(request).then(async answer => {
    if (answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(pathname, answer.clone());
    if (answer.status >= 500 && await kept) return (await kept).clone();
    // Whoever is let in no more would be led away from what waits here: the kept page sends it, or hands it in.
    if (answer.type === "opaqueredirect" && await kept && await isWaiting()) return (await kept).clone();
    return answer;
  });
  if (await kept) {
    const late = new Promise(resolve => setTimeout(resolve, PATIENCE)).then(async () => (await kept).clone());
    return Promise.race([asked, late]).catch(async () => (await kept).clone());
  }
  return asked.catch(() => notKept());
}

/** Whether a step waits on this phone. */
function isWaiting() {
  return new Promise(resolve => {
    const asked = indexedDB.open("paigong-site");
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = () => resolve(false);
    asked.onsuccess = () => {
      const counted = asked.result.transaction("steps").objectStore("steps").count();
      counted.onsuccess = () => resolve(counted.result > 0);
      counted.onerror = () => resolve(false);
      counted.transaction.oncomplete = () => asked.result.close();
    };
  });
}

function notKept() {
  return new Response(
    "<!doctype html><meta charset=utf-8><meta name=viewport content='width=device-width'><title>离线</title>"
      + "<h1>没有网络，这一页不在手机里</h1><p>No network, and this page isn't on the phone. <a href='/site'>现场 On site</a>",
    { status: 503, headers: { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": "default-src 'none'" } });
}
