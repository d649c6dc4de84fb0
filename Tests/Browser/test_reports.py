"""A number of a report opens the cases behind it: as many as it says."""

import re


def test_a_number_opens_as_many_cases_as_it_says(company, visit):
    manager = visit(company, "li-manager")
    manager.open("/")
    manager.click(manager.page.locator("nav.main-nav a[href='/reports']"))
    numbers = manager.page.locator("a.counted")
    assert numbers.count() > 20
    for place in (0, numbers.count() // 2, numbers.count() - 1):
        manager.open("/reports")
        number = manager.page.locator("a.counted").nth(place)
        said = int(number.inner_text())
        manager.click(number)
        assert int(re.search(r"\d+", manager.page.locator(".tabs a[aria-current] .n").inner_text())[0]) == said
        rows = manager.page.locator("table.cases tbody tr").count()
        while manager.page.locator("a[rel=next]").count():
            manager.click(manager.page.locator("a[rel=next]"))
            rows += manager.page.locator("table.cases tbody tr").count()
        assert rows == said
