import HTML
import Handbook
import Operations

/// The form of one activity: made from its declared inputs, with what stands in its way and what was wrong when it was sent.
struct ActivityForm {
    let place: Submission.Place
    let activity: DeclaredActivity
    let edition: Edition
    let formToken: String
    /// A key that makes sending it twice harmless.
    let key: String
    /// What a signature given here binds.
    var toSign: PutPaper?
    var values: [String: Value] = [:]
    /// What stands before the names of its inputs, where several forms are sent as one.
    var prefix = ""
    var choices: [String: [ChoiceEntry]] = [:]
    /// What is offered beside texts that one types, by field.
    var suggestions: [String: [ChoiceEntry]] = [:]
    /// Whether it is filled in with a finger.
    var isForTouch = false
    /// Whether somebody of a customer's fills it in: few words, no draft, and what they sign stands on the page.
    var isForCustomer = false
    /// What the button says, where it isn't the step's title.
    var sending: Text?
    /// Whether it can only be done now, so that nobody is asked when it was.
    var isOnlyNow = false
    /// Whether what is typed is kept as a draft; not where what was typed lies in the house already.
    var isDraftKept = true
    /// Inputs that this page doesn't ask for.
    var omitted: Set<String> = []
    /// What stands in its way before anything is typed.
    var obstacles: [Reason] = []
    /// Why it was refused, and what could not be read, when it was sent.
    var answer: Answer?
    var reasons: [String: String] = [:]
    var done: String?
    var takeOver: String?
    /// Whether only a manager's word lets this person do it.
    var isTakenOver = false
    /// The values that stand now, sent back so that a clash with somebody else's change is seen.
    var seen: [String: Value]?
    /// The last entry of the case as it is shown, for a word on what was read.
    var asOf: Int?

    /// Where the form is sent, and the drafts of it are kept.
    var action: String { Self.path(to: activity.verb, at: place) }
    /// Another place that takes the form, where its page isn't the case's own.
    var target: String?

    /// The path of an activity's form.
    static func path(to verb: String, at place: Submission.Place) -> String {
        switch place {
        case .new(let kind): "/new/\(kind)/\(verb)"
        case .at(let number): "/cases/\(number.percentEncoded)/\(verb)"
        }
    }

    func write(on page: Page) {
        page.form(
            "act", Attribute("method", "post"), .action(target ?? action), Attribute("enctype", "multipart/form-data"),
            isForCustomer || !isDraftKept ? nil : Attribute("data-draft", action), .id("act-\(activity.verb)"),
            Attribute("novalidate", "")
        ) {
            page.hidden("_token", formToken)
            page.hidden("_key", key)
            if let seen { page.hidden("_seen", String(decoding: CanonicalJSON.bytes(of: .object(seen)), as: UTF8.self)) }
            if let asOf { page.hidden("_asof", String(asOf)) }
            writeInputs(on: page)
            if isTakenOver { takeOver(on: page) }
            if !isForCustomer, !isOnlyNow { later(on: page) }
            page.div(nil, .style(isForCustomer ? "buttons big" : "buttons")) {
                page.button("btn", .type("submit"), say: sending ?? activity.title)
            }
        }
    }

    /// What went wrong, what stands in its way, and the inputs.
    func writeInputs(on page: Page) {
        summary(on: page)
        if answer == nil { obstacles(on: page) }
        if let toSign, !isForCustomer { shown(toSign, on: page) }
        let fields = FormFields(
            page: page, edition: edition, choices: choices, troubles: troubles, suggestions: suggestions, isForTouch: isForTouch,
            isForCustomer: isForCustomer)
        for field in activity.fields where !omitted.contains(field.name) {
            fields.write(field, values[field.name] ?? .null, path: prefix + field.name)
        }
        page.deviations(from: answer?.reasons ?? obstacles, typed: reasons)
    }

    /// The paper that is to be signed: read first, then sign.
    private func shown(_ paper: PutPaper, on page: Page) {
        page.p("toread") {
            page.say("请先阅读要签的单据：", "Read first what you sign: ")
            page.paperLink(paper)
        }
    }

    /// What went wrong, first: what belongs to a field stands there, the rest here.
    private func summary(on page: Page) {
        guard let answer else { return }
        page.div("trouble", Attribute("role", "alert"), .id("trouble")) {
            page.p("trouble-head", say: answer.text)
            let names = Set(activity.fields.map(\.name))
            page.ul {
                for fault in answer.faults {
                    page.li {
                        page.a(nil, .href("#f-\(prefix)\(fault.field)"), say: fault.text)
                        if let clause = fault.clause { page.clause(clause) }
                    }
                }
                for reason in answer.reasons {
                    page.li {
                        page.reason(reason, at: reason.field.flatMap { names.contains($0) ? prefix + $0 : nil })
                    }
                }
                for clash in answer.clashes {
                    let label = activity.fields.first { $0.name == clash.field }?.label ?? Text(clash.field, clash.field)
                    page.li(
                        say: Text(
                            "“\(label.zh)”现为“\(clash.stands.typed)”，您填的是“\(clash.typed.typed)”",
                            "“\(label.en)” is now “\(clash.stands.typed)”; you typed “\(clash.typed.typed)”"))
                }
            }
        }
    }

    private func obstacles(on page: Page) {
        if obstacles.isEmpty { return }
        page.ul("ready") {
            for obstacle in obstacles {
                page.li("x") { page.reason(obstacle) }
            }
        }
    }

    private func takeOver(on page: Page) {
        page.div("field deviation") {
            page.label(nil, .for("f-takeover"), say: Text("代办原因（此步本由他人办理）", "Why you do somebody else's step"))
            page.textarea(nil, .name("_takeover"), .id("f-takeover"), Attribute("rows", "2"), text: takeOver ?? "")
        }
    }

    /// The time of doing, where it isn't now: entered late from paper or memory.
    private func later(on page: Page) {
        page.details("later", .flag("open", if: done != nil)) {
            page.summary(say: Text("不是现在办理的？", "Not done just now?"))
            page.div("field") {
                page.label(nil, .for("f-done"), say: Text("实际办理时间", "When it was really done"))
                page.input(nil, .type("datetime-local"), .name("_done"), .id("f-done"), .value(done ?? ""))
            }
        }
    }

    /// What is wrong, by field.
    private var troubles: [String: [FormFields.Trouble]] {
        var troubles: [String: [FormFields.Trouble]] = [:]
        for fault in answer?.faults ?? [] {
            troubles[prefix + fault.field, default: []].append(FormFields.Trouble(text: fault.text, clause: fault.clause))
        }
        for reason in answer?.reasons ?? [] {
            guard let field = reason.field else { continue }
            troubles[prefix + field, default: []].append(FormFields.Trouble(text: reason.remedy, clause: reason.clause))
        }
        return troubles
    }
}
