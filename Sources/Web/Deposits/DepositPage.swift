import HTML
import Handbook
import Operations

/// One step that was left on somebody's phone: who did it and when, what came with it, and the form to enter it, or what came of it.
struct DepositPage: View {
    let deposit: Deposit
    let edition: Edition
    /// Where its case stands now.
    let stage: Text?
    let formToken: String
    let now: Instant
    /// The form by which it is entered; nil where it is settled.
    var form: ActivityForm?
    /// Why it could not be set aside, and the reason that was typed.
    var trouble: Text?
    var reason = ""

    var title: Text { deposit.called }
    let section = Section.desk

    func write(on page: Page) {
        page.p("no") {
            page.a("name", .href("/deposits"), say: Text("← 待补录", "← Left steps"))
            page.text("　")
            page.caseLink(deposit.number, deposit.number)
            page.text("　\(deposit.title)")
        }
        page.h1 {
            page.say(deposit.called)
            for clause in (deposit.activity?.clauses ?? []).prefix(3) { page.clause(clause) }
        }
        page.section("sheet pad deposit-facts") { facts(on: page) }
        if let settlement = deposit.settlement {
            came(settlement, on: page)
        } else {
            if let form { page.section("sheet pad mine") { form.write(on: page) } }
            aside(on: page)
        }
    }

    private func facts(on page: Page) {
        page.dl("said") {
            page.dt(say: Text("办理人", "Done by"))
            page.dd(text: deposit.name)
            page.dt(say: Text("办理时间", "Done"))
            page.dd {
                page.instant(deposit.done)
                page.say(clock)
            }
            page.dt(say: Text("交到", "Handed in"))
            page.dd {
                page.instant(deposit.received)
                if let bringer = deposit.broughtBy {
                    page.say(Text("（\(bringer)凭加密文件交入）", " (as an encrypted file, by \(bringer))"))
                }
            }
            if let stage {
                page.dt(say: Text("单据现在", "The case is now"))
                page.dd(say: stage)
            }
        }
        let files = deposit.files
        if files.isEmpty { return }
        page.div("deposit-files") {
            for file in files {
                let path = "/deposits/\(deposit.id)/files/\(file.hash.dropFirst("sha256:".count))"
                page.a(nil, .href(path)) {
                    if file.isPicture {
                        page.img(nil, Attribute("src", path), Attribute("alt", file.name), Attribute("loading", "lazy"))
                    } else {
                        page.text("📎 \(file.name)")
                    }
                }
            }
        }
    }

    /// How good the time of doing is.
    private var clock: Text {
        if deposit.source == .paper { return Text("（本人填写）", " (as they wrote)") }
        guard let skew = deposit.skew else { return Text("（手机时钟未校）", " (the phone’s clock was never measured)") }
        let seconds = skew.magnitude / 1000
        if seconds < 60 { return Text("（手机时钟已校）", " (the phone’s clock was measured)") }
        let word = skew > 0 ? Text("慢", "slow") : Text("快", "fast")
        return Text(
            "（手机时钟\(word.zh) \(seconds / 60) 分，已校正）", " (the phone’s clock was \(seconds / 60) min \(word.en); corrected)")
    }

    /// What came of it, with what was typed: nothing is thrown away.
    private func came(_ settlement: Deposit.Settlement, on page: Page) {
        page.section("sheet pad") {
            page.p {
                deposit.outcome(on: page)
                page.text("　")
                page.instant(settlement.at)
                page.text("　")
                page.a(
                    nil,
                    .href("/cases/\(deposit.number.percentEncoded)?before=\(settlement.position + 1)#entry-\(settlement.position)"),
                    say: Text("单据上的记录", "What the case says of it"))
            }
            page.dl("said") {
                for field in deposit.activity?.fields ?? [] {
                    let value = deposit.values[field.name] ?? .null
                    let typed = FieldValue(kind: field.kind, value: value, titles: [:], edition: edition)
                        .plain(in: page.language, page.time)
                    if typed.isEmpty { continue }
                    page.dt(say: field.label)
                    page.dd(text: typed)
                }
            }
        }
    }

    private func aside(on page: Page) {
        page.details("later deposit-aside", .flag("open", if: trouble != nil)) {
            page.summary(say: Text("不该补录？搁置，并写明原因", "Not to be entered? Set it aside, and say why"))
            page.alert(trouble)
            page.post("act", to: "/deposits/\(deposit.id)/aside", token: formToken) {
                page.div("field") {
                    page.label(nil, .for("f-reason"), say: Text("原因", "Reason"))
                    page.textarea(
                        nil, .name("reason"), .id("f-reason"), Attribute("rows", "2"), Attribute("maxlength", "500"), text: reason)
                }
                page.div("buttons") { page.send(Text("搁置", "Set aside"), style: "btn q") }
            }
        }
    }
}

extension Attachment {
    /// Whether browsers show it as a picture, by its name.
    fileprivate var isPicture: Bool {
        [".jpg", ".jpeg", ".png", ".webp", ".gif"].contains { name.lowercased().hasSuffix($0) }
    }
}
