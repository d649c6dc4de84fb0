"""An engineer's phone: taps are counted, the network can be cut, and what waits in its queue can be looked at."""

import base64
import re

from company import moment
from person import Person
from playwright.sync_api import expect

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
# One red dot, as a camera would give it.
PHOTO = {"name": "IMG_1.png", "mimeType": "image/png", "buffer": base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==")}
READ = "() => new Promise(done => { const asked = indexedDB.open('paigong-site'); asked.onsuccess = () => {" \
    " const all = asked.result.transaction('steps').objectStore('steps').getAll(); all.onsuccess = () => done(all.result); }; })"


class Phone(Person):
    """A phone in the hand of an engineer."""

    def __init__(self, browser, company, code, **options):
        super().__init__(browser, company, code, **(PHONE | options))
        self.taps = 0
        self.page.goto("/site")
        self.is_ready()

    def is_ready(self):
        self.page.locator("body[data-ready]").wait_for(state="attached", timeout=30_000)

    # The network

    def cut(self):
        self.is_cut = True
        self.context.set_offline(True)

    def mend_network(self):
        self.context.set_offline(False)
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def all_sent(self, goes_on=True):
        """Waits until nothing waits any more; a visit's page then goes on to what the house has now."""
        if goes_on:
            self.goes_on("done=")
        self.page.locator("#net-state", has_text="全部已发送").wait_for(timeout=20_000)

    def goes_on(self, words):
        """Waits until a visit's page has gone on to what the house has now."""
        expect(self.page).to_have_url(re.compile(f"{re.escape(words)}|handed-in="), timeout=20_000)
        self.is_ready()

    def queue(self):
        """The verbs that wait on the phone, in their order."""
        return [step["verb"] for step in self.kept()]

    def kept(self):
        """What waits on the phone."""
        return self.page.evaluate(READ)

    # The hand

    def tap(self, target):
        self.taps += 1
        target.tap()

    def choose(self, name, value):
        """Taps one of the options that stand side by side."""
        self.tap(self.page.locator(f'label.option:has(input[name="{name}"][value="{value}"])'))

    def type(self, name, text):
        place = self.page.locator(f'[name="{name}"]:visible')
        place.fill(text)

    def send_sheet(self, name):
        self.tap(self.page.locator(f'form[data-sheet="{name}"] .buttons button[type=submit]'))

    def at(self, order):
        """Opens a visit as its stair has it now."""
        self.page.goto(f"/site/{order}")
        self.page.locator("#net-state", has_text="●").wait_for()

    def opens(self, sheet):
        """Waits until a sheet is the one that is to be done now, and stands open."""
        self.page.locator(f'[data-stair="{sheet}"].now details[open]').first.wait_for()

    # What an engineer does

    def arrives(self, operation="更换线路板"):
        self.opens("arrive")
        self.page.locator('[name="arrive.isCustomerPresent"]').check()
        self.unfold(self.page.locator('[name="arrive.consent.kind"]'))
        self.page.locator('[name="arrive.consent.kind"]').select_option("on-site-confirmation")
        self.type("arrive.consent.givenBy", "顾明")
        self.type("arrive.consent.at", moment())
        self.unfold(self.page.locator('[name="arrive.operations[1]"]'))
        self.type("arrive.operations[1]", operation)
        self.send_sheet("arrive")
        self.opens("log-work")

    def logs(self, text, operation="更换线路板", kind="hardware"):
        self.choose("log-work.kind", kind)
        self.type("log-work.operation", operation)
        self.type("log-work.text", text)
        self.send_sheet("log-work")

    def hands_in(self):
        """Signs with the customer, leaves and hands in on one sheet."""
        self.opens("sign")
        form = self.page.locator('form[data-sheet="sign"]')
        self.type("sign.signature.name", "顾明")
        self.draw(form)
        self.choose("sign.password", "none-given")
        self.type("leave.handOver", "链路恢复，请继续观察告警")
        self.choose("submit-receipt.result", "done")
        self.type("submit-receipt.summary", "换板恢复")
        self.type("submit-receipt.travel", "60")
        self.type("submit-receipt.work", "1")
        self.send_sheet("sign")


def accepted_order(company, visit, engineer="zhang-wei", work="更换 3 槽 10G 线路板"):
    """An order that an engineer has accepted, with its board issued."""
    lead, manager, store = (visit(company, code) for code in (engineer, "li-manager", "qian-store"))
    order = lead.does(
        "raise", new="DO", type="repair", site="pudong-dc", work=work, **{"devices[1]": "SN-OSN-0001", "spares[1]__part": "brd-10g"})
    manager.does("assign", on=order, engineer=engineer, appointment=moment(5), minutes="60", difficulty="junior")
    manager.does("confirm-spares", on=order)
    lead.does("accept", on=order)
    store.does(
        "issue-spares", on=order, warehouse="sh-main", **{"lines[1]__part": "brd-10g", "lines[1]__serial": "B-NEW-1"})
    return order

