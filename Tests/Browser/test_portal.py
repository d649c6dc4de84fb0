"""Customers: with links only, on a phone of 390 pixels, and in the portal with an account."""

from urllib.parse import urlparse

from bearer import Bearer, link
from company import moment
from phone import PHOTO


def test_reporting_permitting_signing_and_rating_by_links_only(own_company, browser, visit):
    links_only(own_company, browser, visit)


def test_the_same_without_scripts(own_company, browser, visit):
    links_only(own_company, browser, visit, java_script_enabled=False)


def links_only(company, browser, visit, **options):
    desk, manager, engineer, service = (
        visit(company, code) for code in ("wang-desk", "li-manager", "zhang-wei", "wu-service"))
    bearer = Bearer(browser, company, **options)

    # The fault: what is missing is asked for and never a condition.
    report = link(desk, "contact:gu-ming", "report")
    bearer.follows(report)
    bearer.follows(report)  # A preview looks as often as it likes.
    page = bearer.does(
        "receive", description="浦东至南汇 10G 链路中断，线路板红灯", serial="SN-OSN-0001", files=PHOTO)
    number = page.locator(".cust-case .no").first.inner_text().split()[1]
    assert number.startswith("SR-") and "已做处理" in page.locator(".cust-missing").inner_text()
    bearer.follows(report)
    assert page.locator("form.act").count() == 0, "the link was used up"

    engineer.case(number)
    assert engineer.page.get_by_role("link", name="IMG_1.png").count() > 0, "the photo came along"
    engineer.does("respond", on=number, answer="您好，已收到报修，正在远程查看告警")
    engineer.does("note", on=number, means="remote", text="三槽线路板无光")

    # How it stands is looked at as often as one likes, with the papers that are theirs.
    follow = link(desk, number, "follow")
    bearer.follows(follow)
    assert "张伟" in page.locator(".cust-facts").inner_text() and page.locator("form.act").count() == 0
    bearer.click(page.locator("a.cust-line", has_text="报修记录表"))
    assert "链路中断" in page.locator(".paper").inner_text()
    bearer.click(page.locator(".cust-back a"))
    assert urlparse(page.url).path == urlparse(follow).path

    # A complaint: beside the case it is about that one, by the contact's own link about none; the answer stands where it was sent.
    complain = link(desk, number, "complain")
    bearer.follows(complain)
    bearer.does("complain", text="一小时没人来电")
    assert number in page.locator(".cust-facts").inner_text()
    complaint = page.locator(".cust-case .no").first.inner_text().split()[1]
    service.does("reply", on=complaint, answer="值班交接漏了，已致电说明")
    bearer.follows(complain)
    assert "值班交接漏了" in page.locator(".cust-facts").inner_text()
    bearer.follows(link(service, complaint, "confirm"))
    bearer.does("settle", opinion="可以")
    bearer.follows(link(desk, "contact:gu-ming", "complain"))
    bearer.does("complain", text="热线三次没打通")
    assert page.locator(".cust-case .no").first.inner_text().split()[1].startswith("CP-")

    engineer.does("call-on-site", on=number, why="更换 3 槽 10G 线路板")
    order = engineer.related(number, "DO")
    manager.does("assign", on=order, engineer="zhang-wei", appointment=moment(20), difficulty="junior")
    engineer.does("accept", on=order, preparation__exceptions__hotel="当天往返，不住宿")

    # The permission: what was asked is refused once, then given.
    engineer.does("ask-consent", on=order, explanation="换板约十分钟，会中断业务", **{"operations[1]": "复位网元"})
    bearer.follows(link(engineer, order, "consent"))
    assert "复位网元" in page.locator(".cust-facts").inner_text()
    bearer.does("refuse-consent", why="白天不能复位")
    engineer.does("ask-consent", on=order, explanation="只换板，不复位", **{"operations[1]": "更换线路板"})
    bearer.follows(link(engineer, order, "consent"))
    bearer.does("give-consent", conditions="请提前一小时来电")

    # Nobody types the consent again.
    engineer.does("arrive", on=order, isCustomerPresent=True)
    engineer.does("log-work", on=order, device="SN-OSN-0001", kind="hardware", operation="更换线路板", text="已换板")
    engineer.does("leave", on=order, handOver="链路恢复，请继续观察告警")
    engineer.does("signature-owed", on=order, reason="顾明已离开机房")
    bearer.follows(link(engineer, order, "sign"))
    assert "已换板" in page.locator(".cust-paper").inner_text()
    bearer.does("sign", signature__name="顾明", signature__post="通信班长", password="none-given")
    bearer.follows(link(manager, order, "rate"))
    bearer.does("rate", score="great", words="很快")

    engineer.does("solution", on=number, solution="已更换 3 槽线路板，链路恢复")
    bearer.follows(link(engineer, number, "confirm"))
    assert "已更换 3 槽线路板" in page.locator(".cust-facts").inner_text()
    bearer.does("confirm", opinion="业务正常")
    bearer.follows(report)
    assert "已更换 3 槽线路板" in page.locator(".cust-facts").inner_text(), "the link to report tells what came of it"

    # The journal tells who it was, and that they came by a link.
    manager.case(order)
    events = manager.page.locator(".tl").inner_text()
    assert "顾明" in events and "凭一次性链接" in events
    bearer.close()


def test_in_the_portal_with_an_account(own_company, browser, visit):
    customer, service, engineer = (visit(own_company, code) for code in ("gu-customer", "wu-service", "zhang-wei"))
    customer.page.set_viewport_size({"width": 390, "height": 844})
    customer.open("/")
    assert customer.page.url.endswith("/portal")

    # What waits for them is confirmed, or not, where it stands.
    customer.click(customer.page.locator("a.cust-line", has_text="网管告警风暴"))
    form = customer.page.locator('form.act[action$="/reject"]')
    customer.send(form, {"why": "告警又出现了"})
    assert "远程诊断" in customer.page.locator(".cust-case").inner_text()

    # A complaint about it reaches a manager, who owes an answer within a working day.
    customer.click(customer.page.locator("a", has_text="投诉"))
    customer.send(customer.page.locator("form.act"), {"text": "同一故障第三次"})
    assert "我们的时限" in customer.page.locator(".cust-facts").inner_text()
    number = customer.page.locator(".cust-case .no").first.inner_text().split()[1]
    service.does("reply", on=number, answer="已换人负责，今天内给方案")
    customer.open(f"/portal/cases/{number}")
    assert "已换人负责" in customer.page.locator(".cust-facts").inner_text()
    customer.send(customer.page.locator('form.act[action$="/settle"]'), {"opinion": "可以"})
    assert "已了结" in customer.page.locator(".cust-case").inner_text()

    # What a visit left open stands there with its owner and its day, until they agree that it is mended.
    customer.open("/portal")
    left = customer.page.locator("a.cust-line", has_text="机柜接地线老化")
    assert "林涛" in left.inner_text() and "期限" in left.inner_text()
    customer.click(customer.page.locator("a.cust-line", has_text="风扇防尘网积灰"))
    customer.send(customer.page.locator('form.act[action$="/confirm"]'), {"opinion": "好"})
    assert "已关闭" in customer.page.locator(".cust-case").inner_text()

    # All that is open stands in one list, with what waits for them.
    customer.open("/portal/cases")
    assert customer.page.locator("a.cust-line").count() > 3

    # A device is reported from its own line; who reports is known.
    customer.open("/portal/devices")
    customer.click(customer.page.locator(".cust-line:has-text('SN-OSN-0001') a", has_text="报修"))
    assert customer.page.locator("[name=serial]").input_value() == "SN-OSN-0001"
    assert customer.page.locator("[name=contact]").input_value() == "顾明"
