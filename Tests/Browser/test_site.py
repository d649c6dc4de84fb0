"""The phone in a machine room: nothing is lost, nothing is done twice, and whoever works there sees where they stand."""

import sqlite3
import time

import pytest
from company import moment
from phone import PHOTO, Phone, accepted_order
from playwright.sync_api import expect


@pytest.fixture
def phone(browser):
    phones = []

    def take(company, code="zhang-wei", **options):
        phones.append(Phone(browser, company, code, **options))
        return phones[-1]

    yield take
    for one in phones:
        one.close()


def done(company, order):
    """What the house has in an order's journal: the verb, its way, and the times of doing and of hearing in seconds."""
    with sqlite3.connect(f"file:{company.database}?mode=ro", uri=True) as database:
        return [
            (verb, source, doing / 1000, hearing / 1000) for verb, source, doing, hearing in database.execute(
                "SELECT verb, source, done, received FROM journal WHERE number = ? ORDER BY position", (order,))]


def verbs(company, order):
    return [verb for verb, *_ in done(company, order)]


def test_an_order_is_handed_in_without_a_network_in_twenty_taps(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    # The phone's clock is forty minutes slow; what it measured of that reaches the journal.
    engineer = phone(own_company)
    engineer.page.add_init_script("{ const now = Date.now; Date.now = () => now() - 2400000; }")
    engineer.page.reload()
    engineer.is_ready()
    assert "数据包完整" in engineer.page.locator("#net-pack").inner_text()
    engineer.cut()
    engineer.page.goto("/site")
    engineer.page.locator("#net-state", has_text="离线").wait_for()
    engineer.page.locator(f'[data-visit="{order}"]').tap()
    engineer.arrives()
    began = time.time()
    engineer.taps = 0
    engineer.choose("log-work.kind", "hardware")
    engineer.type("log-work.operation", "更换线路板")
    engineer.type("log-work.text", "断开光纤，做防静电，换板")
    engineer.tap(engineer.page.locator('[data-step="swap-part"] summary').first)
    engineer.type("swap-part.oldSerial", "B-OLD-1")
    engineer.tap(engineer.page.locator('[name="swap-part.isTakenBack"]'))
    engineer.tap(engineer.page.locator('[data-step="add-photo"] summary').first)
    engineer.page.locator('[name="add-photo.photos"]').set_input_files(PHOTO)
    engineer.taps += 2
    engineer.send_sheet("log-work")
    engineer.hands_in()
    engineer.page.locator("#net-state", has_text="7 步待发送").wait_for()
    print("taps after arrival:", engineer.taps)
    assert engineer.taps <= 20
    assert verbs(own_company, order)[-1] == "issue-spares"
    engineer.mend_network()
    engineer.all_sent()
    steps = done(own_company, order)[-7:]
    assert [verb for verb, *_ in steps] == ["arrive", "log-work", "swap-part", "add-photo", "sign", "leave", "submit-receipt"]
    for verb, source, doing, hearing in steps:
        assert source == "phone" and began - 60 < doing <= hearing, (verb, doing - began)
    manager = visit(own_company, "li-manager")
    manager.case(order)
    assert "已交回" in manager.page.locator(".case-head").inner_text()
    assert manager.page.locator(".papers a", has_text=f"{order}-").count() == 1


def test_the_network_cut_at_every_step(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    steps = [
        ("arrive", ["arrive"], engineer.arrives),
        ("log-work", ["log-work"], lambda: engineer.logs("测光功率，收光正常")),
        ("sign", ["sign", "leave", "submit-receipt"], engineer.hands_in),
    ]
    for sheet, expected, act in steps:
        engineer.at(order)
        engineer.opens(sheet)
        engineer.cut()
        act()
        engineer.page.locator("#net-state", has_text=f"{len(expected)} 步待发送").wait_for()
        # A window that is closed and opened again loses nothing.
        engineer.at(order)
        assert engineer.queue() == expected
        assert not set(expected) & set(verbs(own_company, order))
        engineer.mend_network()
        engineer.all_sent()
        assert verbs(own_company, order)[-len(expected):] == expected
        assert engineer.queue() == []


def test_articles_and_guides_are_read_without_a_network(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    # The pack says that it has them, and whether that is all.
    assert "资料 2/2" in engineer.page.locator("#net-pack").inner_text()
    engineer.cut()
    engineer.page.goto("/site/library")
    engineer.page.locator("#net-state", has_text="离线").wait_for()
    guide = engineer.page.locator(".shelf a", has_text="更换 10G 线路板")
    number = guide.get_attribute("href").rsplit("/", 1)[-1]
    engineer.tap(guide)
    engineer.page.locator("h1", has_text="更换 10G 线路板").wait_for()
    assert "3.2.10" in engineer.page.locator(".beware").last.inner_text()
    steps = engineer.page.locator(".ticks input")
    assert steps.count() == 6
    steps.first.check()
    # From the visit one tap leads to what is written about its boards; what was done names the guide.
    engineer.at(order)
    engineer.arrives()
    engineer.page.locator("summary", has_text="文章与指导书").tap()
    assert engineer.page.locator(".visit-facts .shelf a").count() == 2
    engineer.choose("log-work.guide", number)
    engineer.logs("照指导书换板")
    engineer.mend_network()
    engineer.all_sent()
    with sqlite3.connect(f"file:{own_company.database}?mode=ro", uri=True) as database:
        relation = database.execute(
            "SELECT relation FROM case_links WHERE number = ? AND other = ?", (order, number)).fetchone()
    assert relation == ("guide/2",)


def test_a_serial_is_scanned_typed_by_a_scanner_or_known_by_its_end(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    # A camera that sees one barcode: what is looked at is our part of it.
    engineer.page.add_init_script(
        "window.BarcodeDetector = class { async detect() { return [{ rawValue: 'B-NEW-1' }]; } };"
        "navigator.mediaDevices.getUserMedia = async () => {"
        " const canvas = document.createElement('canvas'); const pen = canvas.getContext('2d');"
        " setInterval(() => pen.fillRect(0, 0, Math.random() * 9, 9), 50); return canvas.captureStream(20); };")
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    engineer.tap(engineer.page.locator('[data-step="swap-part"] summary').first)
    fresh = engineer.page.locator('[name="swap-part.newSerial"]')
    fresh.fill("")
    engineer.tap(engineer.page.locator('[name="swap-part.newSerial"] + .scan'))
    expect(fresh).to_have_value("B-NEW-1")
    expect(engineer.page.locator("dialog.scanning")).to_have_count(0)
    old = engineer.page.locator('[name="swap-part.oldSerial"]')
    old.fill("LD-1")
    # Enter, as a scanner ends: the serial is completed, the sheet stays.
    old.press("Enter")
    expect(old).to_have_value("B-OLD-1")
    assert engineer.queue() == ["arrive"]


def test_where_the_book_only_advises_one_goes_on_with_a_reason(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    guide = engineer.page.locator('input[name="log-work.guide"]').first.get_attribute("value")
    engineer.choose("log-work.guide", guide)
    engineer.type("log-work.guideVersion", "1")
    engineer.logs("照随身的旧版做")
    engineer.mend_network()
    engineer.goes_on("done=arrive")
    refused = engineer.page.locator("#unsent .refused")
    refused.wait_for()
    assert "14.11(1)" in refused.inner_text()
    engineer.tap(refused.locator("a", has_text="改正"))
    reason = engineer.page.locator(f'[name="log-work._reason:DO/log-work/14.11(1)"], [name="_reason:DO/log-work/14.11(1)"]')
    reason.fill("站上没有网络，步骤相同")
    engineer.send_sheet("log-work")
    engineer.goes_on("done=log-work")
    engineer.all_sent(goes_on=False)
    with sqlite3.connect(f"file:{own_company.database}?mode=ro", uri=True) as database:
        (count,) = database.execute(
            "SELECT COUNT(*) FROM clause_events WHERE number = ? AND clause = '14.11(1)' AND event = 'deviated'", (order,)).fetchone()
    assert count == 1


def test_the_server_killed_in_the_middle_of_a_send(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    engineer.logs("第一次记录")
    engineer.page.locator("#net-state", has_text="2 步待发送").wait_for()

    def take_and_die(route):
        # The house has taken it; its answer never arrives.
        route.fetch()
        own_company.kill()
        route.abort()

    engineer.context.route("**/steps/log-work", take_and_die, times=1)
    engineer.mend_network()
    engineer.page.locator("#net-state", has_text="离线　1 步待发送").wait_for(timeout=20_000)
    assert verbs(own_company, order)[-2:] == ["arrive", "log-work"]
    own_company.serve_again()
    engineer.mend_network()
    engineer.all_sent()
    assert verbs(own_company, order).count("log-work") == 1 and verbs(own_company, order).count("arrive") == 1


def test_the_same_queue_sent_twice(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    engineer.logs("只记一次")
    engineer.page.locator("#net-state", has_text="2 步待发送").wait_for()
    put = "steps => new Promise(done => { const asked = indexedDB.open('paigong-site'); asked.onsuccess = () => {" \
        " const put = asked.result.transaction('steps', 'readwrite'); for (const step of steps) put.objectStore('steps').put(step);" \
        " put.oncomplete = done; }; })"
    steps = engineer.kept()
    engineer.mend_network()
    engineer.all_sent()
    before = verbs(own_company, order)
    engineer.page.evaluate(put, steps)
    engineer.page.reload()
    engineer.all_sent()
    assert engineer.queue() == [] and verbs(own_company, order) == before


def test_two_phones_of_one_engineer(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    one, other = phone(own_company), phone(own_company)
    for engineer, words in ((one, "第一部手机"), (other, "第二部手机")):
        engineer.at(order)
        engineer.cut()
        engineer.arrives()
        engineer.logs(words)
    one.mend_network()
    one.all_sent()
    other.mend_network()
    refused = other.page.locator("#unsent .refused")
    refused.wait_for()
    # What depends on the refused step has stopped with it; nothing is lost.
    assert other.queue() == ["arrive", "log-work"]
    assert refused.locator("a.clause").first.inner_text() == "12.2.5/5" and "顾明" in refused.inner_text()
    other.page.locator("#unsent .held", has_text="等前一步").wait_for()
    other.tap(refused.locator("button", has_text="丢弃"))
    other.tap(refused.locator("button", has_text="确定丢弃"))
    other.all_sent()
    assert verbs(own_company, order).count("arrive") == 1 and verbs(own_company, order).count("log-work") == 2


def test_a_refused_step_is_shown_with_its_clause_and_mended(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    engineer.logs("改了端口配置", operation="修改配置", kind="configuration")
    engineer.opens("sign")
    engineer.hands_in()
    engineer.page.locator("#net-state", has_text="5 步待发送").wait_for()
    engineer.mend_network()
    engineer.goes_on("done=arrive")
    refused = engineer.page.locator("#unsent .refused")
    refused.wait_for()
    assert "3.2.8" in refused.inner_text() and "改了端口配置" in refused.inner_text()
    assert engineer.queue() == ["log-work", "sign", "leave", "submit-receipt"]
    assert verbs(own_company, order)[-1] == "arrive"
    engineer.tap(refused.locator("a", has_text="改正"))
    engineer.page.locator('form[data-mends]').wait_for()
    assert engineer.page.locator('[name="log-work.text"]').input_value() == "改了端口配置"
    engineer.type("log-work.operation", "更换线路板")
    engineer.send_sheet("log-work")
    # The customer signed another record than the one that stands now: it is signed anew.
    engineer.goes_on("done=log-work")
    engineer.page.locator("#unsent .refused", has_text="3.3.2").wait_for()
    assert engineer.queue() == ["sign", "leave", "submit-receipt"]
    engineer.tap(engineer.page.locator("#unsent .refused a", has_text="改正"))
    engineer.page.locator('form[data-mends] [data-step="sign"]').wait_for()
    engineer.draw(engineer.page.locator('form[data-sheet="sign"]'))
    engineer.send_sheet("sign")
    engineer.all_sent()
    assert verbs(own_company, order)[-4:] == ["log-work", "sign", "leave", "submit-receipt"]


def test_after_an_expired_sign_in_the_same_person_goes_on(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    cookies = engineer.context.cookies()
    engineer.context.clear_cookies()
    engineer.mend_network()
    engineer.page.locator("#net-state", has_text="登录已过期").wait_for()
    assert engineer.queue() == ["arrive"]
    engineer.context.add_cookies(cookies)
    engineer.mend_network()
    engineer.all_sent()
    assert verbs(own_company, order)[-1] == "arrive"


def test_signing_out_asks_to_send_first_or_saves_a_file_that_another_phone_takes(own_company, visit, phone, tmp_path):
    order = accepted_order(own_company, visit)
    engineer, another = phone(own_company), phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    engineer.context.route("**/steps/*", lambda route: route.abort())
    engineer.context.set_offline(False)
    engineer.page.goto("/")
    engineer.page.locator('form[action="/sign-out"] button').tap()
    engineer.page.wait_for_url("**/site#leaving")
    leave = engineer.page.locator("#leave")
    leave.wait_for()
    assert leave.is_disabled() and engineer.queue() == ["arrive"]
    engineer.page.locator("#vault-word").fill("correct horse")
    with engineer.page.expect_download() as saved:
        engineer.page.locator("button", has_text="存成加密文件").tap()
    file = tmp_path / "steps.paigong"
    saved.value.save_as(file)
    assert b"arrive" not in file.read_bytes()
    engineer.page.locator("#leave:not([disabled])").wait_for()
    assert engineer.queue() == ["arrive"]
    another.page.goto("/site#leaving")
    another.page.locator("#vault-word").fill("correct horse")
    another.page.locator("#vault-file").set_input_files(file)
    another.page.locator("button", has_text="从文件取回").tap()
    another.page.locator("#vault-note", has_text="取回 1 步").wait_for()
    another.all_sent(goes_on=False)
    assert verbs(own_company, order)[-1] == "arrive"


def test_what_was_written_on_paper_is_entered_late(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    later = engineer.page.locator('form[data-sheet="arrive"] .later summary')
    later.tap()
    engineer.page.locator("#done-arrive").fill(moment(-90))
    engineer.arrives()
    engineer.all_sent()
    verb, source, doing, hearing = done(own_company, order)[-1]
    assert (verb, source) == ("arrive", "paper") and 89 * 60 < hearing - doing < 92 * 60


def leaves(company, visit, code):
    """HR records that somebody has left."""
    visit(company, "he-hr").does("leave-company", on=f"person:{code}", lastDay=moment()[:10])


def test_the_queue_of_somebody_who_left_goes_to_the_manager(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    began = time.time()
    engineer.cut()
    engineer.arrives()
    engineer.page.locator('[data-step="add-photo"] summary').first.tap()
    engineer.page.locator('[name="add-photo.photos"]').set_input_files(PHOTO)
    engineer.logs("断开光纤，做防静电，换板")
    engineer.page.locator("#net-state", has_text="3 步待发送").wait_for()
    before = verbs(own_company, order)
    leaves(own_company, visit, "zhang-wei")
    # The house takes the steps and its answer is lost: the phone keeps them and sends them again.
    asked = []

    def lose_the_second(route):
        asked.append(route.fetch())
        if len(asked) == 2:
            route.abort()
        else:
            route.fulfill(response=asked[-1])

    engineer.context.route("**/site/deposits", lose_the_second)
    engineer.mend_network()
    engineer.page.locator("#net-state", has_text="离线").wait_for(timeout=20_000)
    assert engineer.queue() == ["arrive", "log-work", "add-photo"]
    engineer.mend_network()
    handed = engineer.page.locator(".handed-in", has_text="3 步已交给区域主管")
    handed.wait_for(timeout=20_000)
    assert engineer.queue() == [] and verbs(own_company, order) == before
    assert "全部已交给主管" in engineer.page.locator("#net-state").inner_text()
    # Nobody is let in by it, and the visits are gone from the phone.
    engineer.page.goto("/site")
    engineer.page.wait_for_url("**/sign-in*")

    manager = visit(own_company, "li-manager")
    manager.open("/")
    manager.click(manager.page.locator(".page-head a", has_text="待补录 3"))
    manager.click(manager.page.locator("a.name", has_text="到场").first)
    assert "手机时钟已校" in manager.page.locator("main").inner_text()
    assert manager.page.locator('[name="consent.givenBy"]').input_value() == "顾明"
    manager.click(manager.page.locator(".mine .buttons button"))
    assert "已补录" in manager.page.locator(".flash").inner_text()
    manager.click(manager.page.locator('a.name[href^="/deposits/"]').first)
    manager.page.locator("summary", has_text="不该补录").click()
    manager.page.locator('[name="reason"]').fill("接手的工程师已记录")
    manager.click(manager.page.locator("button", has_text="搁置"))
    photo = manager.page.locator('a.name[href^="/deposits/"]')
    assert photo.count() == 1
    manager.click(photo)
    shown = manager.page.locator(".deposit-files img")
    assert shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 0

    steps = done(own_company, order)[-2:]
    assert [verb for verb, *_ in steps] == ["arrive", "comment"]
    verb, source, doing, hearing = steps[0]
    assert source == "phone" and began - 120 < doing < hearing
    manager.case(order)
    told = manager.page.locator(".tl").inner_text()
    for words in ("张伟", "李强", "补录张伟留在手机上的一步", "搁置张伟留在手机上的一步", "接手的工程师已记录"):
        assert words in told, words


def test_the_phone_of_somebody_who_left_hands_in_whoever_opens_it(own_company, visit, phone):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    leaves(own_company, visit, "zhang-wei")
    # The page is opened anew where there is a network: the kept one is shown, and hands in.
    engineer.context.set_offline(False)
    engineer.page.goto("/site")
    engineer.page.locator(".handed-in", has_text="1 步已交给区域主管").wait_for(timeout=20_000)
    assert engineer.queue() == []


def test_a_manager_takes_in_the_file_that_a_phone_saved(own_company, visit, phone, tmp_path):
    order = accepted_order(own_company, visit)
    engineer = phone(own_company)
    engineer.at(order)
    engineer.cut()
    engineer.arrives()
    engineer.page.goto("/site#file")
    engineer.page.locator("#vault-word").fill("correct horse")
    with engineer.page.expect_download() as saved:
        engineer.page.locator("button", has_text="存成加密文件").tap()
    file = tmp_path / "steps.paigong"
    saved.value.save_as(file)
    leaves(own_company, visit, "zhang-wei")
    manager = visit(own_company, "li-manager")
    manager.open("/deposits")
    manager.page.locator("#f-vault").set_input_files(file)
    manager.page.locator("#f-word").fill("wrong horse")
    manager.page.locator("#deposit-file button").click()
    manager.page.locator("#deposit-note", has_text="口令不对").wait_for()
    for _ in range(2):
        manager.open("/deposits")
        manager.page.locator("#f-vault").set_input_files(file)
        manager.page.locator("#f-word").fill("correct horse")
        manager.click(manager.page.locator("#deposit-file button"))
        assert manager.page.locator('a.name[href^="/deposits/"]').count() == 1
    manager.click(manager.page.locator('a.name[href^="/deposits/"]'))
    assert "凭加密文件交入" in manager.page.locator("main").inner_text()
    manager.click(manager.page.locator(".mine .buttons button"))
    assert verbs(own_company, order)[-1] == "arrive"
    # The phone comes back to a network after all: what was entered is not entered again.
    engineer.mend_network()
    engineer.page.locator(".handed-in").wait_for(timeout=20_000)
    manager.open("/deposits")
    assert manager.page.locator('a.name[href^="/deposits/"]').count() == 0 and verbs(own_company, order).count("arrive") == 1
