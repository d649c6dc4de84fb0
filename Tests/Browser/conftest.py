"""A browser, the demonstration company, and its people."""

import pytest
from company import Company
from person import Person
from playwright.sync_api import sync_playwright


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        # The sandbox wants rights that a container doesn't give; only our own pages are opened.
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def company(tmp_path_factory):
    """A company that tests share: they read it, or open cases of their own."""
    company = Company(tmp_path_factory.mktemp("company"))
    yield company
    company.stop()


@pytest.fixture
def own_company(tmp_path):
    """A company for one test alone."""
    company = Company(tmp_path)
    yield company
    company.stop()


@pytest.fixture
def visit(browser):
    """Lets people of a company in; when the test ends nothing may have gone wrong on their pages."""
    people = []

    def enter(company, code, **options):
        people.append(Person(browser, company, code, **options))
        return people[-1]

    yield enter
    for person in people:
        person.close()
