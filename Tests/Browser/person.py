"""Somebody of the company in a browser of their own."""

import re
from urllib.parse import unquote, urlparse

# The greatest size of a page, in bytes.
LARGEST_PAGE = 100_000


class Person:
    """A signed-in person: does the steps of cases through the pages, and notes whatever a page may not do."""

    def __init__(self, browser, company, code, locale="zh-CN", **options):
        self.company, self.code = company, code
        self.faults, self.visited, self.is_cut = [], [], False
        self.context = browser.new_context(
            base_url=company.address, locale=locale, storage_state=company.states.get(code),
            **({"viewport": {"width": 1280, "height": 900}} | options))
        self.context.set_default_timeout(8_000)
        self.page = self.context.new_page()
        self.page.on("console", lambda said: said.type == "error" and self.complain(said))
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.context.on("request", self.watch)
        if code not in company.states:
            self.open(company.links[code])
            self.click(self.page.locator("main button[type=submit]"))
            company.states[code] = self.context.storage_state()

    def complain(self, said):
        # Where the network is cut, or a step from a phone's queue is refused, the browser says so too.
        if "net::ERR_" in said.text and self.is_cut or "/steps/" in said.location["url"]:
            return
        # The browser reports a refused page's status as an error of its own: that one is looked at elsewhere.
        # So it does for what the board's script is refused, which the board shows with its clause.
        isAnswer = said.location["url"] == self.page.url or "/board/orders/" in said.location["url"]
        if not isAnswer or "the server responded with a status of 4" not in said.text:
            self.faults.append(f"{self.page.url}: {said.text}")

    def watch(self, request):
        place = urlparse(request.url)
        if place.scheme in ("http", "https") and f"http://{place.netloc}" != self.company.address:
            self.faults.append(f"{self.page.url} asks another host: {request.url}")

    def close(self):
        """Ends the visit; nothing may have gone wrong in it."""
        self.context.close()
        assert not self.faults, "\n".join(self.faults)

    def weigh(self, answer):
        """Notes a page that was answered, and whether it is too large."""
        size = len(answer.body())
        self.visited.append(urlparse(answer.url).path)
        if size > LARGEST_PAGE:
            self.faults.append(f"{answer.url} has {size} bytes")
        if answer.status >= 500:
            self.faults.append(f"{answer.url}: {answer.status}")

    # Going about

    def open(self, path):
        """Opens a page of the house."""
        self.weigh(self.page.goto(path))
        return self.page

    def case(self, number):
        """Opens a case's page."""
        return self.open("/cases/" + number.replace(":", "%3A"))

    def click(self, target):
        """Follows a link or presses a button that leads to another page."""
        with self.page.expect_navigation() as navigation:
            target.click()
        self.weigh(navigation.value)

    # Doing steps

    def form(self, verb, on=None, new=None):
        """Finds a step's form as a person does: on the case's page, or behind its link there; on the desk for a new case."""
        if new:
            self.open("/")
            self.click(self.page.locator(f'a[href="/new/{new}/{verb}"]').first)
        else:
            self.case(on)
        form = self.page.locator(f'form.act[action$="/{verb}"]')
        if form.count() == 0:
            self.click(self.page.locator(f'main a[href$="/{verb}"]').first)
        return form

    def does(self, verb, on=None, new=None, **fields):
        """Does a step and gives the number of its case; the fields are named as in the form, `__` for a dot."""
        self.send(self.form(verb, on, new), {name.replace("__", "."): value for name, value in fields.items()})
        trouble = self.page.locator(".trouble")
        assert trouble.count() == 0, f"{verb}: {trouble.first.inner_text()}"
        return unquote(re.search(r"/cases/([^/?]+)\?done=", self.page.url).group(1))

    def send(self, form, fields):
        """Fills a form and sends it by its own button."""
        self.fill(form, fields)
        self.click(form.locator(".buttons button[type=submit]"))

    def fill(self, form, fields):
        """Types into a form's inputs; on a sheet of several steps a step's own inputs begin with its verb."""
        step = (form.get_attribute("action") or "").rsplit("/", 1)[-1]
        for name, value in fields.items():
            place = form.locator(f'[name="{name}"], [name="{step}.{name}"]').first
            self.unfold(place)
            kind = place.evaluate("element => element.type || element.tagName")
            if kind == "checkbox":
                place.set_checked(value)
            elif kind == "file":
                place.set_input_files(value)
            elif kind.startswith("select"):
                place.select_option(value)
            else:
                place.fill(value)

    def unfold(self, place):
        """Opens whatever is folded around an input."""
        folds = place.locator("xpath=ancestor::details[not(@open)]")
        while folds.count() > 0:
            folds.first.locator("> summary").click()

    def draw(self, form):
        """Draws a signature on the form's canvas."""
        canvas = form.locator("[data-sign] canvas")
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        mouse = self.page.mouse
        mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
        mouse.down()
        for share in (0.3, 0.5, 0.7):
            mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * (1 - share))
        mouse.up()

    def related(self, number, kind):
        """The case of that kind that stands beside a case."""
        self.case(number)
        links = self.page.locator(f'aside a[href^="/cases/{kind}-"]')
        return links.first.inner_text()
