import HTML
import Handbook
import Operations

extension Page {
    /// The number of a clause, small and dotted: it opens what the clause asks and how it is held.
    func clause(_ id: String) {
        a("clause", .href("/handbook/", id.percentEncoded), text: id)
    }

    /// A small word in a frame; its style says a state, which the word says too.
    func tag(_ text: Text, _ state: TimeLeft.State? = nil) {
        if let state { span(nil, .style("tag \(state.rawValue)"), say: text) } else { span("tag", say: text) }
    }

    /// A link to a case or a register entry, by its title.
    func caseLink(_ number: String, _ title: String) {
        a(nil, .href("/cases/", number.percentEncoded), text: title)
    }

    /// A link to a paper that a case put out, by its name and version.
    func paperLink(_ put: PutPaper) {
        a(nil, .href("/cases/\(put.number.percentEncoded)/papers/\(put.kind.percentEncoded)/\(put.version)")) {
            say(Paper.Kind(rawValue: put.kind)?.title ?? Text(put.kind, put.kind))
            say(" 第 \(put.version) 版", " v\(put.version)")
        }
    }

    /// An instant with its weekday, for people and for programs.
    func instant(_ instant: Instant) {
        raw("<time datetime=\"")
        figures { $0.put(iso: instant, in: time) }
        raw("\">")
        figures { $0.put(label: instant, in: time, language) }
        raw("</time>")
    }

    /// An instant within these days: the weekday and the hour; the whole date further off.
    func shortInstant(_ instant: Instant, seenAt now: Instant) {
        raw("<time datetime=\"")
        figures { $0.put(iso: instant, in: time) }
        raw("\" title=\"")
        figures { $0.put(label: instant, in: time, language) }
        raw("\">")
        figures { $0.put(shortLabel: instant, seenAt: now, in: time, language) }
        raw("</time>")
    }

    /// A bar that is filled so far; words beside it say the same.
    func bar(percent: Int) {
        raw(
            #"<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="fill" height="4" width=""#
        )
        figures { $0.put(percent, 1) }
        raw(#""></rect></svg>"#)
    }

    /// Who did something; the house's own two are named in the reader's language.
    func doer(_ code: String, _ name: String) {
        switch code {
        case Actor.clock.person.text: say("系统时钟", "the clock")
        case Actor.console.person.text: say("控制台", "the console")
        default: text(name)
        }
    }

    /// What was told of a case: its number, where the words name it, leads there; otherwise it stands behind them.
    func told(_ words: Text, of number: String) {
        let words = words.text(in: language)
        guard !number.isEmpty, let place = words.firstRange(of: number) else {
            text(words + " ")
            return caseLink(number, number)
        }
        text(String(words[..<place.lowerBound]))
        caseLink(number, number)
        text(String(words[place.upperBound...]))
    }

    /// A text for programs of the page only, which people don't see.
    func hidden(_ name: String, _ value: String) { input(nil, .type("hidden"), .name(name), .value(value)) }
}

/// How much time a limit leaves, as a bar, a word and a weekday.
struct TimeLeft {
    /// What colour and shape may say of a limit; a word always stands beside them.
    enum State: String {
        case late, risk, wait, done, calm
    }

    let state: State
    /// The share of the time that has passed, 0…1.
    let share: Double
    /// The milliseconds that are left, below zero where the limit has passed; nil while the clock is paused.
    private let left: Int64?

    /// The time that is left until a limit that began at some time; nil where there is no limit.
    init?(due: Instant?, since began: Instant, at now: Instant, isPaused: Bool = false) {
        if isPaused {
            (state, share, left) = (.wait, 0.5, nil)
            return
        }
        guard let due else { return nil }
        let whole = max(1, due.milliseconds - began.milliseconds)
        let left = due.milliseconds - now.milliseconds
        share = min(1, max(0, 1 - Double(left) / Double(whole)))
        state = left < 0 ? .late : left < 2 * 3_600_000 ? .risk : .calm
        self.left = left
    }

    /// Writes it in words.
    func say(on page: Page) {
        guard let left else { return page.say("暂停计时", "Paused") }
        if page.language == .zh { page.text(left < 0 ? "超时 " : "剩 ") }
        page.figures { $0.put(span: abs(left), page.language) }
        if page.language == .en { page.text(left < 0 ? " late" : " left") }
    }

    /// Writes it: the words, and a bar beneath.
    func write(on page: Page) {
        page.div(style) {
            page.span { say(on: page) }
            page.bar(percent: Int(share * 100))
        }
    }

    private var style: StaticString {
        switch state {
        case .late: "left late"
        case .risk: "left risk"
        case .wait: "left wait"
        case .done: "left done"
        case .calm: "left calm"
        }
    }
}
