// Steps of somebody who acts here no more: they are handed in to the manager instead of being sent, by the key that came with the pack.

/** How long one waits before a person is asked for again who may still sign in, in milliseconds. */
const BETWEEN_ASKS = 60000;
const askedAt = new Map();

/** Whether the house has said that whoever's page this is goes out no more, though they are signed in. */
async function isOut() {
  const pack = await fact("pack");
  return pack?.person === person && pack.mayWork === false && Boolean(await fact(`deposit-${person}`));
}

/** Hands in what waits on this phone of those who act no more; whoever can still sign in sends theirs. */
async function handInAll() {
  const isOwnIn = network !== "signed-out" && !await isOut();
  const people = new Set((await allSteps()).filter(step => !step.isHeld).map(step => step.person));
  if (isOwnIn) people.delete(person);
  for (const whose of people) {
    const key = await fact(`deposit-${whose}`);
    if (!key || Date.now() - (askedAt.get(whose) ?? 0) < BETWEEN_ASKS) continue;
    const asked = await handIn(key, new FormData());
    // A key that the house knows no more is good for nothing.
    if (asked.status === 404) await keepFact(`deposit-${whose}`, null);
    if (!asked.ok || !(await asked.json()).takes) {
      askedAt.set(whose, Date.now());
      continue;
    }
    // An order's refused steps too: their author can do them no more.
    for (const step of (await allSteps()).filter(step => step.person === whose && !step.isHeld)) {
      const answer = await handIn(key, vault.deposit(step));
      if (answer.ok) await handedIn(step);
      else if (answer.status >= 500 || answer.status === 429) throw new Busy();
      else await keepSteps([{ ...step, state: "refused", isHeld: true, problem: await answer.json().catch(() => ({})) }]);
      await show();
    }
    // The visits are none of theirs any more; where a step was not taken, its page stays to mend it.
    if (whose === person && (await ownSteps()).length === 0) await caches.delete(PAGES);
  }
}

const handIn = (key, body) => ask("/site/deposits", { method: "POST", headers: { Authorization: `Deposit ${key}` }, body });

/** Notes that the house has a step, and only then lets it go. */
async function handedIn(step) {
  const before = await fact("handed-in") ?? [];
  await keepFact("handed-in", [...before, { person: step.person, title: step.title, number: step.number, time: clockOf(step) }].slice(-200));
  await dropStep(step.id);
}

/** What lies with the manager, in words; nothing for whoever sends their steps themselves again. */
async function handedInWords() {
  if (network !== "signed-out" && !await isOut()) return [];
  const own = (await fact("handed-in") ?? []).filter(step => step.person === person);
  if (own.length === 0) return [];
  return [element("div", { class: "handed-in" },
    element("p", {}, say(`${own.length} 步已交给区域主管，由主管补录，不会丢失：`, `${own.length} steps lie with the region’s manager, who enters them; nothing is lost:`)),
    element("ol", { class: "unsent-list" }, ...own.map(step => element("li", {}, `${step.title} ${step.number} ${step.time}`))))];
}
