"""Every page that people come to: no link leads nowhere, none is too large, and everybody can use it (WCAG 2.2 AA)."""

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import axe_playwright_python
import pytest

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What the width or the colours change is looked at in all four; all the rest in two of them.
ALL = {"runOnly": {"type": "tag", "values": STANDARD}}
SEEN = {"runOnly": {"type": "rule", "values": ["color-contrast", "target-size"]}}
LOOKS = [((1280, 900), "light", ALL), ((1280, 900), "dark", SEEN), ((390, 844), "light", SEEN), ((390, 844), "dark", ALL)]
# Pages that were looked at, by what kind of page they are.
looked_at = set()


def kind(path):
    """The kind of page at a path: what only names one entry among many is left out."""
    path = unquote(path)
    path = re.sub(r"^/cases/([A-Za-z]+)[-:][^/]+", r"/cases/\1", path)
    path = re.sub(r"^/portal/cases/([A-Za-z]+)-[^/]+", r"/portal/cases/\1", path)
    # What every procedure and every register has has one form.
    path = re.sub(r"^/cases/[A-Za-z]+/(amend|attach|comment|correct|link|propose-correction|retire)$", r"/cases/*/\1", path)
    path = re.sub(r"/papers/[^/]+/[0-9]+$", "/papers/*", path)
    path = re.sub(r"^/(devices|handbook|parts|procedures|site|verify|stock/slips|board/orders)/[^/]+", r"/\1/*", path)
    path = re.sub(r"^/hours/[^/]+/[0-9-]+", "/hours/*/*", path)
    return re.sub(r"/[0-9]+$", "/*", path)


def is_page(path):
    """Whether something at that path is a page to look at, and no file and nothing that only machines read."""
    return not re.search(r"/files/|^/(api|assets|enter|language)\b|\.(csv|xlsx|pdf|ics|json|jsonl)$|/export$|/pdf$|/events$", path)


@pytest.mark.parametrize(
    "code", ["li-manager", "wang-desk", "zhang-wei", "qian-store", "gu-customer", "zhou-sales", "feng-audit", "admin", "he-hr"])
def test_everybody_can_use_every_page(company, visit, code):
    person = visit(company, code)
    faults, ahead, met = [], ["/"], {"/"}
    while ahead:
        path = ahead.pop(0)
        answer = person.page.goto(path)
        person.weigh(answer)
        if answer.status >= 400:
            faults.append(f"{path}: a link leads to {answer.status}")
        looked_at.add(kind(urlparse(path).path))
        faults += violations(person.page, path)
        links = person.page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        for link in links:
            place = urlparse(link).path
            # One of each kind is enough, and what somebody else has shown already is not shown again.
            if is_page(place) and kind(place) not in met | looked_at:
                met.add(kind(place))
                ahead.append(link)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("path", ["/sign-in", "/forgotten"])
def test_whoever_is_not_signed_in_can_use_the_entrance(company, browser, path):
    page = browser.new_page()
    page.goto(company.address + path)
    assert not (faults := violations(page, path)), "\n".join(faults)
    page.close()


def violations(page, path):
    """What axe finds serious or critical on a page, at both widths, light and dark."""
    faults = []
    page.evaluate(AXE)
    for (width, height), scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = page.evaluate("rules => axe.run(document, {...rules, resultTypes: ['violations']})", rules)
        for violation in found["violations"]:
            if violation["impact"] in ("serious", "critical"):
                node = violation["nodes"][0]
                faults.append(f"{path} at {width} {scheme}: {violation['help']}: {node['html'][:200]} {node['failureSummary']}")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if overflow > 0:
            faults.append(f"{path} at {width} {scheme}: {overflow} pixels too wide")
    return faults
