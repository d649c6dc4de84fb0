"""Pictures of eleven pages, at 1280 and 390 pixels, in few colours so that they stay small."""

import io
import tempfile

from company import ROOT, Company
from person import Person
from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = ROOT / "Documentation/pictures"
WIDTHS = {1280: {"viewport": {"width": 1280, "height": 860}}, 390: {"viewport": {"width": 390, "height": 780}, "device_scale_factor": 2}}


def waiting(words):
    """Leads to the case on the desk whose line has these words."""
    return lambda person: (person.open("/"), person.click(person.page.locator("a.todo, a.cust-line", has_text=words).first))


def at(path):
    return lambda person: person.open(path)


def paper(words, name):
    """Leads to a paper of the case on the desk whose line has these words."""

    def lead(person):
        waiting(words)(person)
        person.click(person.page.locator("aside a[href*='/papers/']", has_text=name).first)

    return lead


PAGES = {
    "desk": ("li-manager", at("/")),
    "cases": ("li-manager", at("/cases")),
    "request": ("gu-customer", waiting("网管告警风暴")),
    "portal": ("gu-customer", at("/portal")),
    "assign": ("li-manager", waiting("更换 1 槽 10G 线路板")),
    "on-site": ("sun-yu", waiting("检查并更换 4 槽尾纤")),
    "device": ("zhang-wei", at("/devices/SN-OSN-0006")),
    "stock": ("qian-store", at("/parts")),
    "roster": ("li-manager", at("/roster")),
    "clause": ("li-manager", at("/handbook/3.1.5")),
    "paper": ("li-manager", paper("清洁光口并复测光功率", "工作记录")),
}


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--lang=zh-CN"], env={"LANGUAGE": "zh_CN"})
        company = Company(folder)
        try:
            for width, options in WIDTHS.items():
                for name, (code, lead) in PAGES.items():
                    person = Person(browser, company, code, **options)
                    lead(person)
                    keep(person.page.screenshot(), FOLDER / f"{name}-{width}.png")
                    person.context.close()
        finally:
            browser.close()
            company.stop()


def keep(picture, file):
    """Writes a picture in 48 colours and says how large it is."""
    Image.open(io.BytesIO(picture)).convert("RGB").quantize(48, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}  {file.stat().st_size // 1000} kB")


main()
