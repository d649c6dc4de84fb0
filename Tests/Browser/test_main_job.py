"""The main job: from the request to the closed order, through the pages only."""

import pytest
from company import moment

SCAN = {"name": "签字.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 signed on paper"}


def test_in_chinese(own_company, visit):
    main_job(own_company, visit, locale="zh-CN", done="已办理：关闭", closed="已关闭")


def test_in_english(own_company, visit):
    main_job(own_company, visit, locale="en-GB", done="Done: Close", closed="Closed")


def test_without_scripts(own_company, visit):
    main_job(own_company, visit, locale="zh-CN", done="已办理：关闭", closed="已关闭", java_script_enabled=False)


def main_job(company, visit, done, closed, **options):
    hasScripts = options.get("java_script_enabled", True)
    desk, manager, engineer, store, customer, sales = (
        visit(company, code, **options)
        for code in ("wang-desk", "li-manager", "zhang-wei", "qian-store", "gu-customer", "zhou-sales"))

    request = desk.does(
        "receive", new="SR", description="浦东至南汇 10G 链路中断，线路板红灯", customer="hudian", contact="顾明",
        phone="13800000001", serial="SN-OSN-0001", stepsTaken="已复位光模块", likelyCause="线路板故障", channel="hotline")
    engineer.does("respond", on=request, answer="您好，已收到报修，正在远程查看告警")
    engineer.does("note", on=request, means="remote", text="远程查看确认 3 槽线路板无光")
    engineer.does("call-on-site", on=request, why="更换 3 槽 10G 线路板", **{"spares[1]__part": "brd-10g"})

    # The manager finds the order on the desk, among what waits.
    order = engineer.related(request, "DO")
    manager.open("/")
    manager.click(manager.page.locator(f'a.todo[href="/cases/{order}"]'))
    manager.does("assign", on=order, engineer="zhang-wei", appointment=moment(20), difficulty="junior")
    manager.does("confirm-spares", on=order)
    engineer.does("accept", on=order, preparation__exceptions__hotel="当天往返，不住宿")
    store.does(
        "issue-spares", on=order, warehouse="sh-main",
        **{"lines[1]__part": "brd-10g", "lines[1]__serial": "B-NEW-1"})
    engineer.does(
        "arrive", on=order, isCustomerPresent=True, consent__kind="on-site-confirmation", consent__givenBy="顾明",
        consent__at=moment(), **{"operations[1]": "更换线路板", "carriedIn[1]": "线路板 B-NEW-1"})
    engineer.does(
        "log-work", on=order, device="SN-OSN-0001", kind="hardware", operation="更换线路板", text="断开光纤，做防静电，换板")
    engineer.does(
        "swap-part", on=order, device="SN-OSN-0001", part="brd-10g", oldSerial="B-OLD-1", newSerial="B-NEW-1", slot="3",
        isTakenBack=True)
    engineer.does("solution", on=request, solution="已更换 3 槽线路板，链路恢复")
    engineer.does("leave", on=order, handOver="链路恢复，请继续观察告警")

    form = customer.form("sign", on=order)
    words = {"signature.name": "顾明", "signature.post": "班长", "opinion": "满意", "password": "none-given"}
    if hasScripts:
        customer.fill(form, words | {"signature.way": "drawn"})
        customer.draw(form)
    else:
        customer.fill(form, words | {"signature.way": "paper", "signature.file": SCAN})
    customer.send(form, {})
    assert customer.page.url.endswith("?done=sign"), customer.page.locator("main").inner_text()

    engineer.does("submit-receipt", on=order, result="done", summary="换板恢复", travel="60", work="1")
    store.does("receive-return", on="warehouse:sh-main", order=order, part="brd-10g", serial="B-OLD-1")

    # The manager reviews, refreshes the device's record and closes on one sheet.
    manager.case(order)
    manager.send(manager.page.locator("form.act").first, {})
    assert done in manager.page.locator("[role=status]").first.inner_text()
    assert closed in manager.page.locator(".case-head").inner_text()

    customer.does("confirm", on=request, opinion="业务正常")
    sales.does("callback", on=request, isReached=True, isSatisfied=True)
    desk.does("close", on=request)
    assert closed in desk.page.locator(".case-head").inner_text()


def test_the_three_minutes_of_the_readme(own_company, visit):
    manager = visit(own_company, "li-manager")
    manager.open("/")
    manager.click(manager.page.locator("a.todo", has_text="清洁光口并复测光功率"))
    manager.click(manager.page.get_by_role("button", name="审核并关闭"))
    assert "已关闭" in manager.page.locator(".case-head").inner_text()
    manager.open("/")
    manager.click(manager.page.locator("a.todo", has_text="更换车辆段 2 槽线路板"))
    aside = manager.page.locator("aside").inner_text()
    assert "13.4(3)" in aside and "B-S-21" in aside
