"""Somebody of a customer's without an account: they have a phone, and the links that they are sent."""

import re
from urllib.parse import urlparse

from person import Person
from phone import PHONE
from test_access import violations


class Bearer(Person):
    """A phone that nobody has signed in on."""

    def __init__(self, browser, company, **options):
        company.states["bearer"] = None
        # Whether everybody can use it is asked where scripts run.
        self.isLookedAt = options.get("java_script_enabled", True)
        super().__init__(browser, company, "bearer", **(PHONE | options))

    def follows(self, link):
        """Opens a link as a chat's browser does."""
        self.open(link)
        if self.isLookedAt:
            faults = violations(self.page, urlparse(link).path)
            assert not faults, "\n".join(faults)
            self.page.set_viewport_size(PHONE["viewport"])
        assert self.page.evaluate("document.documentElement.scrollWidth") <= 390, "the page is wider than the phone"
        return self.page

    def does(self, verb, **fields):
        """Fills the form of a link's step and sends it."""
        form = self.page.locator(f'form.act[action$="/{verb}"]')
        self.unfold(form)
        for name, value in fields.items():
            name = name.replace("__", ".")
            tap = form.locator(f'label.option:has(input[name="{name}"][value="{value}"])')
            if tap.count():
                tap.tap()
            else:
                self.fill(form, {name: value})
        if form.locator("[data-sign] canvas").count():
            self.draw(form)
        self.click(form.locator(".buttons button[type=submit]"))
        assert self.page.locator(".trouble").count() == 0, self.page.locator("main").inner_text()
        assert self.page.locator("[role=status]").count() == 1, self.page.locator("main").inner_text()
        return self.page


def link(staff, number, purpose, contact="gu-ming"):
    """Makes a link on a case's page of links, and gives its address as it would be pasted into a chat."""
    staff.open(f"/cases/{number.replace(':', '%3A')}/links")
    form = staff.page.locator('form.act[action$="/links"]')
    staff.send(form, {"contact": contact, "purpose": purpose})
    words = staff.page.locator("textarea.made-words").input_value()
    address = re.search(r"http\S+", words).group(0)
    assert len(urlparse(address).path) <= 40
    assert staff.page.locator(".made svg.qr").count() == 1
    return address
