import HTML
import Handbook
import Operations

/// An article or a guide: what it says in force, its versions and what they changed, and the steps that are the reader's.
struct PublicationPage: View {
    let library: LibraryReading
    /// The step that leads on and is the reader's, with its form.
    let form: ActivityForm?
    /// Which state is shown, and with which version it is compared.
    let asked: Asked
    var done: Text?

    /// A state of the writing that the address asks for.
    struct Asked {
        var version: Int?
        var isDraft = false
        var with: Int?
        /// Whether earlier events are asked for.
        var isEarlier = false
    }

    private var reading: CaseReading { library.reading }
    private var header: CaseHeader { reading.header }
    private var path: String { LibraryEntry.path(of: header.number) }
    private var isGuide: Bool { header.kind == OperatingGuide.kind }

    var title: Text { Text(shownTitle, shownTitle) }
    let section = Section.library

    /// The draft where it is asked for, or there is nothing else, or the reader is to say yes to it.
    private var showsDraft: Bool {
        guard library.draft != nil else { return false }
        return asked.isDraft || library.versions.isEmpty || (asked.version == nil && form?.activity.verb == "publish")
    }
    private var version: LibraryReading.Version? { library.version(asked.version) ?? library.inForce ?? library.versions.first }
    private var values: [String: Value] { showsDraft ? library.draft ?? [:] : version?.values ?? [:] }
    private var shownTitle: String { values["title"]?.typed ?? header.title }

    func write(on page: Page) {
        head(on: page)
        if header.stage != Shelf.published.rawValue { StageLine(reading).write(on: page) }
        page.div("cols") {
            page.div("main-col") {
                if let done {
                    page.p("flash", Attribute("role", "status")) {
                        page.say("已办理：", "Done: ")
                        page.say(done)
                    }
                }
                standing(on: page)
                compared(on: page)
                page.article("sheet pad publication") {
                    PublicationBody(
                        fields: library.fields, values: values, titles: library.titles, edition: reading.edition
                    ).write(on: page)
                }
                if let form {
                    page.section("sheet pad mine") {
                        page.h2("form-head") {
                            page.say(form.activity.title)
                            if let clause = form.activity.clauses.first { page.clause(clause) }
                        }
                        form.write(on: page)
                    }
                }
                // Every draft stands in it from beginning to end: it is opened by whoever asks how it came about.
                page.details("course", .id("events"), .flag("open", if: asked.isEarlier)) {
                    page.summary {
                        page.heading(Text("经过", "Course of events"), header.headPosition)
                    }
                    Timeline(reading).write(on: page)
                }
            }
            page.aside {
                steps(on: page)
                versions(on: page)
                facts(on: page)
                Ties(reading).write(on: page)
            }
        }
    }

    private func head(on page: Page) {
        page.div("case-head") {
            page.div {
                page.p("no") {
                    page.a(nil, .href(isGuide ? "/guides" : "/knowledge"), say: reading.procedure.title)
                    page.text("　\(header.number)　")
                    if showsDraft {
                        page.tag(Text("草稿", "Draft"), .wait)
                    } else if let version {
                        page.tag(Text("第 \(version.number) 版", "Version \(version.number)"))
                    }
                    page.text(" ")
                    page.tag(reading.procedure.name(ofStage: header.stage), header.stage == Shelf.published.rawValue ? .done : nil)
                }
                page.h1(text: shownTitle)
            }
        }
    }

    /// What one must know before working by it.
    private func standing(on page: Page) {
        func warn(_ text: Text) { page.p("beware", say: text) }
        if header.stage == Shelf.withdrawn.rawValue { warn(Text("已撤下，不再据此操作。", "It was withdrawn: don't work by it.")) }
        if showsDraft {
            if let current = library.inForce {
                page.p("beware") {
                    page.say("这是草稿，现行仍是 ", "This is a draft; in force is ")
                    page.a(
                        nil, .href("\(path)?version=\(current.number)"),
                        say: Text("第 \(current.number) 版", "version \(current.number)"))
                }
            } else {
                warn(Text("尚未审核发布，不可据此操作。", "It is not reviewed and published: don't work by it."))
            }
            return
        }
        guard let version else { return }
        if version.from > library.today {
            warn(
                Text(
                    "第 \(version.number) 版自 \(version.from.iso) 起生效。",
                    "Version \(version.number) comes into force on \(version.from.iso)."))
        } else if let current = library.inForce, current.number != version.number {
            page.p("beware") {
                page.say("这是旧版，现行是 ", "This is an old version; in force is ")
                page.a(nil, .href(path), say: Text("第 \(current.number) 版", "version \(current.number)"))
            }
        }
        if let next = library.versions.last(where: { $0.from > library.today }), next.number != version.number {
            page.p("no") {
                page.a(nil, .href("\(path)?version=\(next.number)"), say: Text("第 \(next.number) 版", "Version \(next.number)"))
                page.say(" 自 \(next.from.iso) 起生效", " comes into force on \(next.from.iso)")
            }
        }
    }

    /// What the state that is shown changes against another one.
    private func compared(on page: Page) {
        let base = library.version(asked.with) ?? (showsDraft ? library.inForce : nil)
        guard let base, showsDraft || base.number != version?.number else { return }
        let name = showsDraft ? Text("草稿", "draft") : Text("第 \(version?.number ?? 0) 版", "version \(version?.number ?? 0)")
        page.h2(say: Text("第 \(base.number) 版 → \(name.zh) 改了什么", "What changed from version \(base.number) to the \(name.en)"))
        let change = showsDraft ? library.change : version?.change
        page.div("sheet pad") {
            if let change { page.p("lines", text: change) }
            VersionChanges(
                changes: library.changes(from: base.values, to: values), titles: library.titles, edition: reading.edition
            ).write(on: page)
        }
    }

    /// Everything that is open to the reader, each on a page of its own.
    private func steps(on page: Page) {
        // Nothing of it is corrected: the next version is published.
        let hidden = [form?.activity.verb, "propose-correction", "correct"]
        let rest = reading.readiness.filter { !hidden.contains($0.activity.verb) }
        if rest.isEmpty { return }
        page.div("others") {
            for ready in rest {
                page.a(
                    nil, .style(ready.isReady ? "btn q small" : "btn q small held"),
                    .href(ActivityForm.path(to: ready.activity.verb, at: .at(number: header.number))), say: ready.activity.title)
            }
        }
    }

    private func versions(on page: Page) {
        if library.versions.isEmpty { return }
        page.h2(say: Text("版本", "Versions"))
        page.ol("sheet ruled version-list") {
            if library.draft != nil, !showsDraft {
                page.li { page.a(nil, .href("\(path)?version=draft"), say: Text("草稿与改动", "The draft and what it changes")) }
            }
            for version in library.versions {
                page.li {
                    page.p {
                        page.a(
                            nil, .href("\(path)?version=\(version.number)"),
                            !showsDraft && version.number == self.version?.number ? Attribute("aria-current", "true") : nil,
                            say: Text("第 \(version.number) 版", "Version \(version.number)"))
                        page.text("　")
                        page.say("\(version.from.iso) 起", "from \(version.from.iso)")
                        if version.number == library.inForce?.number, header.stage != Shelf.withdrawn.rawValue {
                            page.text(" ")
                            page.tag(Text("现行", "in force"), .done)
                        }
                    }
                    page.p("no") {
                        if let author = version.author { page.say("写 \(named(author))　", "by \(named(author)), ") }
                        page.say("审 \(named(version.reviewer))", "reviewed by \(named(version.reviewer))")
                        if version.number > 1 {
                            page.text("　")
                            page.a(
                                nil, .href("\(path)?version=\(version.number)&with=\(version.number - 1)"),
                                say: Text("改了什么", "what changed"))
                        }
                    }
                    if let change = version.change { page.p("no", text: change) }
                }
            }
        }
    }

    private func named(_ person: String) -> String { library.titles["\(Person.kind):\(person)"] ?? person }

    private func facts(on page: Page) {
        page.h2(say: Text("事实", "Facts"))
        page.div("sheet pad") {
            page.dl {
                if let owner = header.owner {
                    page.dt(say: Text("作者", "Author"))
                    page.dd(text: reading.title(of: Person.kind, owner))
                }
                if let region = header.region.flatMap(reading.edition.organization.region) {
                    page.dt(say: Text("区域", "Region"))
                    page.dd(say: region.name)
                }
                page.dt(say: Text("起草", "Drafted"))
                page.dd { page.instant(header.opened) }
            }
        }
    }
}
