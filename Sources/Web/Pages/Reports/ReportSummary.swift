import HTML
import Handbook
import Operations

/// What a manager wants to know first: the period at a glance, and what is left.
struct ReportSummary {
    let report: ServiceReport
    let link: ReportLink

    func write(on page: Page) {
        let whole = report.whole
        page.dl("glance") {
            glance(Text("受理请求", "Requests taken in"), .opened(ServiceRequest.kind), .ended(ServiceRequest.kind), on: page)
            glance(Text("派工单", "Dispatch orders"), .opened(DispatchOrder.kind), .ended(DispatchOrder.kind), on: page)
            for promise in Mark.promises {
                share(promise.clock.title, .kept(promise.clock, promise.kind), .late(promise.clock, promise.kind), on: page)
            }
            share(Text("一次修复", "First-time fix"), .fixedAtOnce, .notFixedAtOnce, on: page)
            share(Mark.satisfied.title, .satisfied, .unsatisfied, on: page)
            share(Mark.visitSatisfied.title, .visitSatisfied, .visitUnsatisfied, on: page)
            if report.query.isOfOne {
                glance(Text("遗留问题", "Defects left open"), .opened(Defect.kind), .ended(Defect.kind), on: page)
            }
            page.div {
                page.dt(say: Mark.repeated.title)
                page.dd { link.count(whole[.repeated], .repeated, on: page) }
            }
            for mark in [Mark.visited, .inspected, .partsChanged] {
                page.div {
                    page.dt(say: mark.title)
                    page.dd { link.count(whole[mark], mark, on: page) }
                }
            }
            if report.query.isOfOne { return standing(on: page) }
            page.div {
                page.dt(say: Text("现在欠件的派工单", "Orders that owe parts now"))
                page.dd { link.now.count(whole[.owing], .owing, on: page) }
                page.dd("beside") {
                    page.say("超期 ", "overdue ")
                    link.on((nil, report.today.adding(-1))).count(report.overdue, .owing, on: page)
                }
            }
        }
        if !report.query.isOfOne { backlog(on: page) }
    }

    /// What is open and owed now, of one customer or contract.
    private func standing(on page: Page) {
        for mark in Mark.counted.map({ Mark.open($0) }) + [.owing] {
            page.div {
                page.dt {
                    page.say(Procedures.declared[mark.kind]?.title ?? Text(mark.kind, mark.kind))
                    page.text(" ")
                    page.say(mark.title)
                }
                page.dd { link.now.count(report.whole[mark], mark, on: page) }
            }
        }
    }

    /// How many came in, and how many ended.
    private func glance(_ name: Text, _ mark: Mark, _ ended: Mark, on page: Page) {
        page.div {
            page.dt(say: name)
            page.dd { link.count(report.whole[mark], mark, on: page) }
            page.dd("beside") {
                page.say("办结 ", "ended ")
                link.count(report.whole[ended], ended, on: page)
            }
        }
    }

    /// Which share was as promised, and how many were not.
    private func share(_ name: Text, _ good: Mark, _ bad: Mark, on page: Page) {
        let share = report.whole.share(of: good, against: bad)
        page.div {
            page.dt(say: name)
            page.dd(text: share.map { "\($0)%" } ?? "—")
            if share != nil {
                page.dd("beside") {
                    link.count(report.whole[good], good, on: page)
                    page.say("，未达 ", ", short ")
                    link.count(report.whole[bad], bad, on: page)
                }
            }
        }
    }

    private func backlog(on page: Page) {
        page.h2(say: Text("现在未结", "Open now"))
        page.div("charted") {
            AgeChart(
                title: Text("未结多久", "How long they have been open"),
                rows: Mark.counted.map { (Procedures.declared[$0]?.title ?? Text($0, $0), report.backlog[$0] ?? [:]) }
            ).write(on: page)
            let columns =
                [Column("单据", "Cases", .head)] + AgeBand.allCases.map { Column($0.name, .number) } + [Column("合计", "All", .number)]
            page.list(columns, Mark.counted, style: "figures") { kind, cell in
                cell(say: Procedures.declared[kind]?.title ?? Text(kind, kind))
                for band in AgeBand.allCases {
                    cell {
                        link.on(band.opened(seenOn: report.today)).count(report.backlog[kind]?[band] ?? 0, .open(kind), on: page)
                    }
                }
                cell { link.now.count(report.whole[.open(kind)], .open(kind), on: page) }
            }
        }
    }
}
