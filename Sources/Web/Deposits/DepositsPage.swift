import HTML
import Handbook
import Operations

/// The steps that were left on the phones of those who act here no more: what waits to be entered, and what came of the others.
struct DepositsPage: View {
    let deposits: [Deposit]
    let hasMore: Bool
    let isSettled: Bool
    /// What was just done with one of them.
    let done: String?
    let formToken: String
    let now: Instant
    static let portion = 50

    let title = Text("待补录", "Left steps")
    let section = Section.desk

    func write(on page: Page) {
        page.p("no") { page.a("name", .href("/"), say: Text("← 工作台", "← Desk")) }
        page.h1 {
            page.say(title)
            page.clause("5.3.2(2)(i)")
        }
        if let word = Self.done[done ?? ""] { page.p("flash", Attribute("role", "status"), say: word) }
        page.p(
            "help",
            say: Text(
                "离职或不再派工的人，手机上未发送的步骤交到这里。请按先后逐步补录；不该录的，写明原因搁置。",
                "What people had not sent when they left or went out no more. Enter it step by step, in order; what should not be entered is set aside with a reason."
            ))
        Tabs(
            label: title,
            tabs: [
                Tabs.Tab(path: "/deposits", name: Text("待补录", "Waiting"), isCurrent: !isSettled),
                Tabs.Tab(path: "/deposits?settled=1", name: Text("已处理", "Settled"), isCurrent: isSettled),
            ]
        ).write(on: page)
        if deposits.isEmpty {
            page.p("empty", say: isSettled ? Text("还没有处理过的步骤。", "None was settled yet.") : Text("没有待补录的步骤。", "Nothing waits."))
        } else {
            page.list(Self.columns, deposits) { deposit, cells in line(deposit, cells, on: page) }
        }
        if hasMore, let last = deposits.last {
            page.further(address("/deposits", ["settled": isSettled ? "1" : nil, "from": String(last.id)]))
        }
        if !isSettled { file(on: page) }
    }

    private static let done = [
        "entered": Text("已补录", "Entered"), "aside": Text("已搁置，原因写在单据上", "Set aside; the reason stands on the case"),
        "file": Text("文件中的步骤已交入", "The file’s steps have come in"),
    ]

    private static let columns = [
        Column("步骤", "Step", .head), Column("办理人", "Done by"), Column("办理时间", "Done", .short), Column("单据", "Case"),
        Column("交到", "Handed in", .short), Column("结果", "Outcome"),
    ]

    private func line(_ deposit: Deposit, _ cells: Cells, on page: Page) {
        cells { page.a("name", .href("/deposits/\(deposit.id)"), say: deposit.called) }
        cells(text: deposit.name)
        cells { page.shortInstant(deposit.done, seenAt: now) }
        cells {
            page.caseLink(deposit.number, deposit.number)
            page.text(" \(deposit.title)")
        }
        cells { page.shortInstant(deposit.received, seenAt: now) }
        cells { deposit.outcome(on: page) }
    }

    /// Where a file comes in that somebody's phone saved: it is decrypted here, in the reader's browser.
    private func file(on page: Page) {
        page.h2(say: Text("交来的是加密文件？", "Was it handed over as an encrypted file?"))
        page.element("<noscript", "</noscript>")(nil) {
            page.p("help", say: Text("解密在您的浏览器里进行，请打开脚本。", "It is decrypted in your browser: scripts must be on."))
        }
        page.section("sheet pad mine", .id("deposit-file"), .flag("hidden")) {
            page.post("act", to: "/deposits", token: formToken) {
                page.div("field") {
                    page.label(nil, .for("f-vault"), say: Text("手机存下的文件（.paigong）", "The file that the phone saved (.paigong)"))
                    page.input(nil, .type("file"), .id("f-vault"), Attribute("accept", ".paigong"))
                }
                PlainField(
                    name: "word", label: Text("文件口令", "The file’s password"), type: "password", autocomplete: "off",
                    help: Text("口令只在本机解密用，不会发送", "It is used here to decrypt, and never sent")
                ).write(on: page)
                page.p("err", Attribute("role", "status"), .id("deposit-note")) {}
                page.div("buttons") { page.send(Text("解密并交入", "Decrypt and take in")) }
            }
        }
    }
}

extension Deposit {
    /// The step's name.
    var called: Text { activity?.title ?? Text(verb, verb) }

    /// Where it stands, in a word.
    func outcome(on page: Page) {
        guard let settlement else { return page.tag(Text("待补录", "waiting"), .wait) }
        page.tag(
            settlement.isSetAside ? Text("搁置", "set aside") : Text("已补录", "entered"), settlement.isSetAside ? .calm : .done)
        page.text(" \(settlement.by)")
    }
}
