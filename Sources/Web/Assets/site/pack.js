// The pack: the visits of the next seven days with their pages, and the house's clock measured against the phone's.

const PAGES = "paigong-pages";
const isEnglish = document.documentElement.lang === "en";
const person = document.body.dataset.person;

/** A sentence in the reader's language. */
const say = (chinese, english) => isEnglish ? english : chinese;

/** What asking the house can end in, where it isn't an answer. */
class NoNetwork extends Error {}
class SignedOut extends Error {}

/** Asks the house; a sign-in that has ended would lead to a page, which a script doesn't follow. */
async function ask(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, { redirect: "manual", cache: "no-store", ...options });
  } catch {
    throw new NoNetwork();
  }
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  return answer;
}

/**
 * Brings the pack up to date: asks for the list, then for every page whose stamp is another.
 * The skew is the house's time less the middle of asking and hearing, in milliseconds.
 */
async function refreshPack() {
  const asked = Date.now();
  const answer = await ask("/site.json");
  if (!answer.ok) throw new NoNetwork();
  const pack = await answer.json();
  const heard = Date.now();
  if (pack.person !== person) throw new SignedOut();
  await keepFact("clock", { skew: Math.round(pack.now - (asked + heard) / 2), at: heard, trip: heard - asked });
  const before = await fact("pack");
  const kept = before?.person === pack.person ? before.stamps : {};
  const stamps = {};
  if (before && before.person !== pack.person) await caches.delete(PAGES);
  const pages = await caches.open(PAGES);
  await keepPage(pages, "/site");
  // Visits first: where the network goes again in between, they are what one can't do without.
  for (const { page, stamp } of [...pack.visits, ...pack.library.pages]) {
    const isKept = kept[page] === stamp && await pages.match(page);
    if (isKept || await keepPage(pages, page)) stamps[page] = stamp;
  }
  await dropPages(pages, pack);
  // What can't be loaded now is told as missing, and asked for again.
  const stamped = list => list.map(({ page, stamp }) => ({ page, stamp }));
  const { token, days, assets, mayWork } = pack;
  if (pack.deposit) await keepFact(`deposit-${person}`, pack.deposit);
  const library = { isComplete: pack.library.isComplete, pages: stamped(pack.library.pages) };
  await keepFact("pack", { person, token, days, assets, mayWork, visits: stamped(pack.visits), library, stamps, at: heard });
}

async function keepPage(pages, path) {
  const answer = await ask(path, { headers: { Accept: "text/html" } });
  if (!answer.ok) return false;
  await pages.put(path, answer);
  return true;
}

/** Lets pages go of visits that are over, but for those of which something is still to be sent. */
async function dropPages(pages, pack) {
  const wanted = new Set(["/site", ...[...pack.visits, ...pack.library.pages].map(({ page }) => page)]);
  for (const step of await allSteps()) wanted.add(`/site/${step.number}`);
  for (const request of await pages.keys()) {
    if (!wanted.has(new URL(request.url).pathname)) await pages.delete(request);
  }
}

/** How complete the pack on the phone is, and how old. */
async function packState() {
  const pack = await fact("pack");
  if (!pack || pack.person !== person) return { isComplete: false, have: 0, of: 0, age: null, days: 7 };
  const pages = await caches.open(PAGES);
  const count = async list => {
    let have = 0;
    for (const { page, stamp } of list) if (pack.stamps[page] === stamp && await pages.match(page)) have += 1;
    return have;
  };
  const have = await count(pack.visits);
  // A pack that was kept before there were articles in it knows of none.
  const books = pack.library?.pages ?? [];
  const read = await count(books);
  const hasShell = await Promise.all(pack.assets.map(path => caches.match(path)));
  const isComplete = have === pack.visits.length && read === books.length && hasShell.every(Boolean);
  const library = { have: read, of: books.length, isAll: pack.library?.isComplete ?? true };
  return { isComplete, have, of: pack.visits.length, library, age: Date.now() - pack.at, days: pack.days };
}
