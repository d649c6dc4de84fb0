"""Tables that come in, and labels that go on things."""

import io

import zxingcpp
from PIL import Image

HEAD = "编号,名称,区域,类别,要求回访\r\n"


def upload(person, kind, name, content):
    """Sends a file in and stands on the page that says what each row would do."""
    person.open(f"/import/{kind}")
    person.page.set_input_files("#f-file", {"name": name, "mimeType": "text/csv", "buffer": content})
    person.click(person.page.locator("form.act button[type=submit]"))


def test_a_sheet_in_gb18030_is_mended_and_taken(own_company, visit):
    keeper = visit(own_company, "zhou-sales")
    rows = HEAD + "nanda,南大网络中心,江苏,C 类,是\r\nmars,火星数据中心,火星,C 类,否\r\nhudian,沪东电力有限公司,,,\r\n"
    upload(keeper, "customer", "客户.csv", rows.encode("gb18030"))
    main = keeper.page.locator("main")
    assert "客户.csv" in main.inner_text() and "1 行有误" in main.inner_text()
    wrong = keeper.page.locator("#r-3")
    assert "火星数据中心" in wrong.inner_text() and "“区域”只能是" in wrong.inner_text()
    field = wrong.locator("input")
    assert field.input_value() == "火星" and field.get_attribute("aria-invalid") == "true"
    field.fill("上海")
    keeper.click(keeper.page.get_by_role("button", name="改好，再试"))
    assert "有误" not in main.inner_text()
    assert keeper.page.locator("s", has_text="沪东电力公司").count() == 1
    keeper.click(keeper.page.get_by_role("button", name="录入这 3 行"))
    assert "已录入 3 行" in main.inner_text()
    keeper.open("/registers/customer")
    assert "火星数据中心" in main.inner_text() and "沪东电力有限公司" in main.inner_text()


def test_a_large_sheet_goes_on_by_itself(own_company, visit):
    keeper = visit(own_company, "zhou-sales")
    rows = HEAD + "".join(f"c{n},第 {n} 家,上海,C 类,否\r\n" for n in range(620))
    upload(keeper, "customer", "many.csv", b"\xef\xbb\xbf" + rows.encode())
    keeper.page.get_by_role("button", name="录入这 620 行").click()
    keeper.page.locator(".import-counts", has_text="已录入 620 行").wait_for(timeout=60_000)


def test_a_label_is_read_by_a_scanner_and_a_camera(company, visit):
    # As large as a label printer has dots: 203 to the inch, twice.
    engineer = visit(company, "zhang-wei", device_scale_factor=4)
    engineer.open("/labels/device?n=SN-OSN-0001")
    label = engineer.page.locator("article.label")
    box = label.bounding_box()
    assert abs(box["width"] - 40 * 96 / 25.4) < 1 and abs(box["height"] - 30 * 96 / 25.4) < 1
    found = {str(code.format): code.text for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(label.screenshot())).convert("L"))}
    texts = set(found.values())
    assert "SN-OSN-0001" in texts, found
    assert f"{company.address}/devices/SN-OSN-0001" in texts, found
