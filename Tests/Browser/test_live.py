"""What others do is seen without asking."""


def test_a_page_opened_again_and_again_still_hears_what_happens(company, visit):
    manager, engineer = visit(company, "chen-deputy"), visit(company, "zhang-wei")
    for _ in range(8):
        manager.open("/")
    engineer.does("raise", new="DO", type="inspection", site="pudong-dc", work="复核接地电阻")
    manager.page.locator("a.todo", has_text="复核接地电阻").wait_for()
