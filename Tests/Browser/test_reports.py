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


def test_a_contract_tells_its_year_and_opens_what_it_tells(company, visit):
    manager = visit(company, "li-manager")
    manager.open("/reports?customer=hudian")
    manager.click(manager.page.locator("main a[href^='/reports?contract=ct-hudian&']"))
    report = manager.page.url
    for words in ("浦东调度中心", "故障按产品族", "遗留问题", "换件"):
        assert manager.page.locator("main", has_text=words).count(), words
    for table in manager.page.locator("table.figures").all()[-2:]:
        number = table.locator("a.counted").last
        said, address = int(number.inner_text()), number.get_attribute("href")
        manager.open(address)
        assert int(re.search(r"\d+", manager.page.locator(".tabs a[aria-current] .n").inner_text())[0]) == said
        assert "沪东电力维保" in manager.page.locator("ul.chips").inner_text()
        manager.open(report)


def test_parts_that_were_changed_open_their_orders(company, visit):
    manager = visit(company, "li-manager")
    manager.open("/reports")
    manager.click(manager.page.locator("nav.tabs a[href*='view=spares']"))
    number = manager.page.locator("a.counted").last
    said = int(number.inner_text())
    manager.click(number)
    assert int(re.search(r"\d+", manager.page.locator(".tabs a[aria-current] .n").inner_text())[0]) == said
