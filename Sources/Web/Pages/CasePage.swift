import HTML
import Handbook
import Operations

/// A case: the form of the step that is mine first, then what happened; facts, papers and conditions stand aside.
struct CasePage: View {
    let reading: CaseReading
    /// The step that leads on and is the reader's, with its form.
    let form: ActivityForm?
    /// The sheet of the steps that the reader does in one breath, where that step begins one.
    var sheet: SheetForm?
    /// The step that was just done.
    var done: Text?
    /// What was written about the same products and boards.
    var near = NearLibrary.nothing
    /// Whether the reader can make an article of it.
    var isWrittenBy = false
    let section = Section.cases

    private var header: CaseHeader { reading.header }
    var title: Text { Text("\(header.number) \(header.title)", "\(header.number) \(header.title)") }

    func write(on page: Page) {
        head(on: page)
        if reading.procedure.table == nil { StageLine(reading).write(on: page) }
        page.div("cols") {
            page.div("main-col") {
                mine(on: page)
                offer(on: page)
                others(on: page)
                page.section("events") {
                    page.heading(Text("经过", "Course of events"), header.headPosition)
                    Timeline(reading).write(on: page)
                }
            }
            page.aside {
                conditions(on: page)
                clocks(on: page)
                facts(on: page)
                papers(on: page)
                NearShelf(near: near).write(on: page)
                Ties(reading).write(on: page)
            }
        }
    }

    private func head(on page: Page) {
        page.div("case-head") {
            page.div {
                page.p("no") {
                    page.say(reading.procedure.title)
                    page.text("　\(header.number)　")
                    if let level = header.level, !level.isEmpty { page.tag(Text(level, level)) }
                    page.tag(reading.procedure.name(ofStage: header.stage), header.isOpen ? nil : .done)
                }
                page.h1(text: header.title)
            }
            if let clock = reading.clocks.filter({ $0.stopped == nil }).min(by: { $0.due < $1.due }), header.isOpen {
                page.div("case-clock") {
                    TimeLeft(due: clock.due, since: clock.started, at: reading.now, isPaused: clock.isPaused)?.write(on: page)
                    page.p("no") {
                        page.say(clock.clock.title)
                        page.text(" ")
                        page.instant(clock.due)
                        page.clause(clock.clock.clause)
                    }
                }
            }
        }
    }

    private func mine(on page: Page) {
        if let done {
            page.p("flash", Attribute("role", "status")) {
                page.say("已办理：", "Done: ")
                page.say(done)
            }
        }
        if let sheet {
            page.section("sheet pad mine") { sheet.write(on: page) }
            return
        }
        guard let form else { return awaited(on: page) }
        page.section("sheet pad mine") {
            page.h2("form-head") {
                page.say(form.activity.title)
                if let clause = form.activity.clauses.first { page.clause(clause) }
            }
            form.write(on: page)
        }
    }

    /// Where the case waits for the customer: they can be given a link to do it themselves.
    private func offer(on page: Page) {
        guard isOffered else { return }
        page.p("awaited") {
            page.say("等客户办理：", "This waits for the customer: ")
            page.a(
                "btn q small", .href(OfferPage.path(to: OfferPage.verb, in: header.number)),
                say: Text("给客户的链接", "Link for the customer"))
        }
    }

    private var isOffered: Bool {
        reading.waitsForCustomer && reading.readiness.contains { $0.activity.verb == OfferPage.verb }
    }

    /// Whom the case waits for, where it isn't the reader.
    private func awaited(on page: Page) {
        guard header.isOpen, reading.procedure.table == nil else { return }
        let owner = header.owner.map { reading.title(of: Person.kind, $0) }
        let holder = NextHolder(edition: reading.edition).name(reading.procedure, at: header.stage, owner: owner)
        page.p("awaited") {
            page.say("现在没有等您办理的步骤；下一步由 ", "Nothing waits for you here; the next step is with ")
            page.b(say: holder)
            page.say(" 办理。", ".")
        }
    }

    /// Everything else that is open to the reader, each on a page of its own.
    private func others(on page: Page) {
        let rest = reading.readiness.filter {
            $0.activity.verb != form?.activity.verb && !OfferPage.isWithin($0.activity.verb)
                && !(isOffered && $0.activity.verb == OfferPage.verb)
        }
        if rest.isEmpty, !isWrittenBy { return }
        page.div("others", .label(Text("其他可办", "Also open to you").text(in: page.language))) {
            if isWrittenBy {
                page.a(
                    "btn q small", .href(address("/new/\(KnowledgeArticle.kind)/draft", ["order": header.number])),
                    say: Text("写成文章", "Write an article"))
            }
            for ready in rest {
                page.a(
                    nil, .style(ready.isReady ? "btn q small" : "btn q small held"),
                    .href(OfferPage.path(to: ready.activity.verb, in: header.number)), say: ready.activity.title)
            }
        }
    }

    /// What still stands in the way of the reader's steps, and what is met with a margin.
    private func conditions(on page: Page) {
        let waiting = reading.readiness.filter { !$0.isReady && $0.activity.to != nil }
        if waiting.isEmpty { return }
        page.h2(say: Text("尚不能办理", "Not yet possible"))
        page.div("sheet pad") {
            for ready in waiting {
                page.h3(say: ready.activity.title)
                page.ul("ready") {
                    for obstacle in ready.obstacles {
                        page.li("x") { page.reason(obstacle) }
                    }
                    for margin in ready.margins {
                        page.li("y") {
                            page.say(margin.margin)
                            page.clause(margin.clause)
                        }
                    }
                }
            }
        }
    }

    private func clocks(on page: Page) {
        if reading.clocks.isEmpty { return }
        page.h2(say: Text("时限", "Limits"))
        page.div("sheet pad") {
            page.ul("limits") {
                for clock in reading.clocks {
                    page.li {
                        page.b(say: clock.clock.title)
                        page.text(" ")
                        page.say(clock.term.words)
                        page.text(" ")
                        page.tag(Self.word(of: clock, at: reading.now), Self.state(of: clock, at: reading.now))
                        page.p("no") {
                            page.say("应于 ", "due ")
                            page.instant(clock.due)
                            page.clause(clock.clock.clause)
                        }
                    }
                }
            }
        }
    }

    private func facts(on page: Page) {
        page.h2(say: Text("事实", "Facts"))
        page.div("sheet pad") {
            page.dl {
                if let customer = header.customer {
                    fact("客户", "Customer", "\(Customer.kind):\(customer)", reading.title(of: Customer.kind, customer), on: page)
                }
                if let site = header.site {
                    fact("局点", "Site", "\(Site.kind):\(site)", reading.title(of: Site.kind, site), on: page)
                }
                for device in reading.devices {
                    page.dt(say: Text("设备", "Device"))
                    page.dd { page.a(nil, .href("/devices/\(device.percentEncoded)"), text: device) }
                }
                for (part, person) in reading.people {
                    page.dt(say: Self.part(part))
                    page.dd(text: reading.title(of: Person.kind, person))
                }
                if let region = header.region.flatMap(reading.edition.organization.region) {
                    page.dt(say: Text("区域", "Region"))
                    page.dd(say: region.name)
                }
                page.dt(say: Text("提出", "Opened"))
                page.dd { page.instant(header.opened) }
                page.dt(say: Text("手册", "Edition"))
                page.dd(text: reading.edition.name)
            }
        }
    }

    private func fact(_ chinese: String, _ english: String, _ number: String, _ title: String, on page: Page) {
        page.dt(say: Text(chinese, english))
        page.dd { page.caseLink(number, title) }
    }

    private func papers(on page: Page) {
        if reading.papers.isEmpty { return }
        page.h2(say: Text("单据", "Papers"))
        page.ul("sheet pad papers") {
            for paper in reading.papers {
                page.li(nil, paper.isSigned ? .style("signed") : nil) {
                    if paper.isSigned { page.span("seal", say: Text("客户已签", "Signed")) }
                    page.paperLink(paper.put)
                    page.text(" ")
                    page.span("no", .title(paper.put.hash)) { page.shortInstant(paper.at, seenAt: reading.now) }
                }
            }
        }
    }
}
