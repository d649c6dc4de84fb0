"""A day's forty orders are planned on the board: by drag, by key and by form, with refusals in between, while another manager looks on."""

from datetime import datetime, timedelta

from company import SERVICE_TIME

ENGINEERS = ["gao-yuan", "lin-tao", "sun-yu", "zhang-wei"]


def working_day():
    """A Tuesday, Wednesday or Thursday of next week: nobody is away and no sensitive period lies over it in Pudong."""
    day = datetime.now(SERVICE_TIME).date() + timedelta(days=7)
    while day.weekday() not in (1, 2, 3):
        day -= timedelta(days=1)
    return day.isoformat()


def raise_orders(person, count):
    """Raises inspections as the form would, and gives their numbers."""
    person.open("/new/DO/raise")
    token = person.page.locator("form.act input[name=_token]").get_attribute("value")
    numbers = []
    for index in range(count):
        answer = person.context.request.post("/new/DO/raise", max_redirects=0, form={
            "_token": token, "type": "inspection", "site": "pudong-dc", "work": f"巡检第 {index + 1} 柜"})
        assert answer.status == 303, answer.text()
        numbers.append(answer.headers["location"].split("/cases/")[1].split("?")[0])
    return numbers


class BoardOf:
    """The board as a manager uses it."""

    def __init__(self, person, day):
        self.person, self.page, self.day = person, person.page, day
        person.open(f"/board?day={day}&hours=all")

    def lane(self, engineer):
        return self.page.locator(f'.lane[data-person="{engineer}"]')

    def card(self, number):
        return self.page.locator(f'.board-waiting [data-order="{number}"]')

    def block(self, number):
        return self.page.locator(f'.lane .block[data-order="{number}"]')

    def drag(self, number, engineer, slot, what=None):
        """Drags an order over a half-hour of somebody's row, looks at what the rules say there, and lets it go."""
        card = what or self.card(number)
        card.scroll_into_view_if_needed()
        box = card.bounding_box()
        mouse = self.page.mouse
        mouse.move(box["x"] + 30, box["y"] + 12)
        mouse.down()
        mouse.move(box["x"] + 50, box["y"] + 24, steps=2)
        self.lane(engineer).locator(".prospect").first.wait_for(state="attached")
        target = self.lane(engineer).bounding_box()
        mouse.move(target["x"] + target["width"] * (slot + 0.5) / 48, target["y"] + 10, steps=3)
        rules = self.page.locator(".board-rules").inner_text()
        mouse.up()
        return rules

    def done(self, number):
        self.page.locator(".board-said", has_text=number).wait_for()
        self.block(number).wait_for()


def test_a_day_of_forty_orders(own_company, visit):
    day = working_day()
    manager = visit(own_company, "li-manager", viewport={"width": 1600, "height": 1000})
    other = visit(own_company, "chen-deputy", viewport={"width": 1600, "height": 1000})
    numbers = raise_orders(manager, 40)
    places = [(engineer, slot) for slot in range(0, 40, 4) for engineer in ENGINEERS]
    plan = dict(zip(numbers, places))
    watching = BoardOf(other, day)
    board = BoardOf(manager, day)
    for number in numbers[:30]:
        rules = board.drag(number, *plan[number])
        assert "✗" not in rules and "3.1.4" in rules and "2.10.2" in rules, rules
        board.done(number)

    # Dropped where the time is taken it is refused, with clause and remedy; nothing is lost, and elsewhere it goes.
    number = numbers[30]
    assert "✗" in board.drag(number, *plan[numbers[0]])
    dialog = board.page.locator("dialog.board-ask")
    dialog.wait_for()
    assert dialog.locator("a.clause", has_text="3.1.4").count() == 1 and numbers[0] in dialog.inner_text()
    dialog.get_by_role("button", name="放弃").click()
    assert board.card(number).count() == 1
    board.drag(number, *plan[number])
    board.done(number)

    # What was just done is taken back, and done again by key alone.
    board.page.locator(".board-said button").click()
    board.card(number).wait_for()
    board.card(number).locator("a").focus()
    keyboard = board.page.keyboard
    keyboard.press("Space")
    board.page.locator(".board-rules").wait_for()
    for _ in range(ENGINEERS.index(plan[number][0])):
        keyboard.press("ArrowDown")
    for _ in range(plan[number][1]):
        keyboard.press("ArrowRight")
    keyboard.press("Enter")
    board.done(number)

    # The others by the form alone.
    for number in numbers[31:]:
        engineer, slot = plan[number]
        manager.open(f"/board/orders/{number}?day={day}&hours=all&engineer={engineer}&at={day}T{slot // 2:02}:00")
        assert manager.page.locator(f"#c-{engineer} .rules .clause", has_text="3.1.4").count() == 1
        manager.click(manager.page.locator("#act-assign .buttons button[type=submit]"))
        assert manager.page.locator(".board-flash", has_text=number).count() == 1

    # Another time asks for a reason, and follows on the other's board.
    board.drag(numbers[0], "zhang-wei", 44, what=board.block(numbers[0]))
    dialog = board.page.locator("dialog.board-ask")
    dialog.locator("textarea[name=reason]").fill("高远另有安排")
    dialog.locator("button[type=submit]").click()
    board.done(numbers[0])
    for number in numbers:
        watching.block(number).wait_for()
    watching.lane("zhang-wei").locator(f'[data-order="{numbers[0]}"]').wait_for()


def test_two_orders_of_a_day_become_one_trip(own_company, visit):
    day = working_day()
    manager = visit(own_company, "li-manager", viewport={"width": 1600, "height": 1000})
    numbers = raise_orders(manager, 3)
    board = BoardOf(manager, day)
    for number, engineer, slot in zip(numbers, ("lin-tao", "lin-tao", "sun-yu"), (18, 24, 24)):
        board.drag(number, engineer, slot)
        board.done(number)

    def over(number, other):
        """Drags one order over another, and gives what the rules say there; it is still held."""
        box, goal = board.block(number).bounding_box(), board.block(other).bounding_box()
        mouse = board.page.mouse
        mouse.move(box["x"] + 12, box["y"] + 12)
        mouse.down()
        mouse.move(box["x"] + 24, box["y"] + 20, steps=2)
        board.page.locator(".prospect").first.wait_for(state="attached")
        mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=4)
        board.page.locator(".board-rules").wait_for()

    # Of another engineer's it is no trip: the rules of that time are shown as ever.
    over(numbers[1], numbers[2])
    assert "同程" not in board.page.locator(".board-rules h3").inner_text()
    board.page.keyboard.press("Escape")
    board.page.mouse.up()
    board.page.locator("dialog.board-ask").wait_for(state="detached")

    over(numbers[1], numbers[0])
    heading = board.page.locator(".board-rules h3", has_text=f"同程")
    heading.wait_for()
    rules = board.page.locator(".board-rules").inner_text()
    assert numbers[0] in rules and "21/D-1" in rules and "✗" not in rules, rules
    board.page.mouse.up()
    dialog = board.page.locator("dialog.board-ask")
    dialog.locator("textarea[name=reason]").fill("顺路一并做")
    dialog.locator("button[type=submit]").click()
    board.done(numbers[1])
    board.block(numbers[1]).locator("text=同程 2/2").wait_for()
    # It goes at its own time, and can be taken back.
    assert "12:00" in board.block(numbers[1]).inner_text()
    board.page.locator(".board-said button").click()
    board.block(numbers[1]).locator("text=同程").wait_for(state="detached")


def test_a_template_fills_one_new_order(own_company, visit):
    manager = visit(own_company, "li-manager")
    manager.open("/new/template/enter")
    token = manager.page.locator("form.act input[name=_token]").get_attribute("value")
    answer = manager.context.request.post("/new/template/enter", max_redirects=0, form={
        "_token": token, "code": "q-check", "name": "季检", "type": "inspection", "work": "光功率和风扇"})
    assert answer.status == 303, answer.text()
    manager.open("/board")
    manager.click(manager.page.get_by_role("link", name="提一张派工单"))
    manager.page.locator("select[name=template]").select_option(label="季检")
    manager.page.get_by_role("button", name="填入").click()
    manager.page.wait_for_url("**template=q-check*")
    form = manager.page.locator("form.act")
    assert form.locator("textarea[name=work]").input_value() == "光功率和风扇"
    form.locator("[name=site]").first.fill("pudong-dc") if form.locator("input[name=site]").count() else form.locator(
        "select[name=site]").select_option("pudong-dc")
    form.locator(".buttons button[type=submit]").first.click()
    manager.page.wait_for_url("**/cases/DO-*")
    assert "光功率和风扇" in manager.page.locator("main").inner_text()


def test_two_managers_want_the_same_engineer(own_company, visit):
    day = working_day()
    people = [visit(own_company, code, viewport={"width": 1600, "height": 1000}) for code in ("li-manager", "chen-deputy")]
    numbers = raise_orders(people[0], 2)
    boards = [BoardOf(person, day) for person in people]
    # The second board doesn't hear of the first until it lets go.
    second = boards[1]
    second.card(numbers[1]).scroll_into_view_if_needed()
    box = second.card(numbers[1]).bounding_box()
    second.page.mouse.move(box["x"] + 30, box["y"] + 12)
    second.page.mouse.down()
    second.page.mouse.move(box["x"] + 60, box["y"] + 24, steps=2)
    second.lane("lin-tao").locator(".prospect").first.wait_for(state="attached")
    target = second.lane("lin-tao").bounding_box()
    second.page.mouse.move(target["x"] + target["width"] * 20.5 / 48, target["y"] + 10, steps=3)
    boards[0].drag(numbers[0], "lin-tao", 20)
    boards[0].done(numbers[0])
    second.page.mouse.up()
    dialog = second.page.locator("dialog.board-ask")
    dialog.wait_for()
    assert "3.1.4" in dialog.inner_text() and numbers[0] in dialog.inner_text()
    dialog.get_by_role("button", name="放弃").click()
    second.block(numbers[0]).wait_for()


def test_on_a_phone_each_engineer_has_a_list(company, visit):
    manager = visit(company, "li-manager", viewport={"width": 390, "height": 844})
    manager.open("/board")
    assert manager.page.evaluate("document.documentElement.scrollWidth <= 390")
    manager.click(manager.page.locator(".card a").first)
    assert manager.page.locator(".candidates .candidate").count() > 2
    assert manager.page.evaluate("document.documentElement.scrollWidth <= 390")


def test_orders_are_raised_from_a_pasted_sheet(own_company, visit):
    manager = visit(own_company, "li-manager")
    manager.open("/board")
    manager.click(manager.page.get_by_role("link", name="从表格批量提出"))
    sheet = manager.page.locator("#f-sheet")
    sheet.fill("派工类型\t局点\t工作内容\n巡检派工\tpudong-dc\t三楼巡检\n巡检派工\tnowhere\t四楼巡检\n")
    manager.click(manager.page.get_by_role("button", name="先试，不录入"))
    main = manager.page.locator("main")
    assert "1 行有误" in main.inner_text()
    manager.page.locator('input[value="nowhere"]').fill("pudong-dc")
    manager.click(manager.page.get_by_role("button", name="改好，再试"))
    assert "有误" not in main.inner_text()
    manager.click(manager.page.get_by_role("button", name="提出这 2 张"))
    assert "已提出 2 张" in main.inner_text()
