import HTML
import Handbook
import Operations

/// A procedure as it really runs: its picture, and stage by stage who does what, by which clause, and how long it takes.
struct ProcedurePage: View {
    let reading: ProcedureReading
    let section = Section.procedures

    private var procedure: DeclaredProcedure { reading.procedure }
    var title: Text { procedure.title }

    func write(on page: Page) {
        page.p("no") {
            page.a(nil, .href("/procedures"), say: Text("流程", "Procedures"))
            page.text(" › \(procedure.kind)")
        }
        page.h1(say: procedure.title)
        lead(on: page)
        page.div("procedure") {
            page.figure("sheet pad picture") { FlowDrawing(procedure: procedure, edition: reading.edition).write(on: page) }
            page.div("stages-list") {
                group(nil, Text("开单", "Opening"), procedure.openings, on: page)
                for (id, name) in procedure.stages {
                    group(id, name, procedure.activities.filter { $0.starts(in: id) }, on: page)
                }
                let everywhere = procedure.activities.filter { !$0.isOpening && $0.from == nil }
                group("everywhere", Text("任何阶段", "In every stage"), everywhere, on: page)
            }
        }
    }

    private func lead(on page: Page) {
        page.p("lead") {
            page.say(
                "\(procedure.stages.count) 个阶段，\(procedure.activities.count) 个步骤",
                "\(procedure.stages.count) stages, \(procedure.activities.count) steps")
            let open = reading.open.values.reduce(0, +)
            page.text("　")
            page.a(nil, .href(address("/cases", ["kind": procedure.kind]))) {
                page.say("在办 \(open)\(reading.hasMore ? " 以上" : "") 件", "\(open)\(reading.hasMore ? " or more" : "") open")
            }
            if reading.sample > 0 {
                page.text("　")
                page.say(
                    "用时取自近 \(ClauseEvents.days) 天最近结束的 \(reading.sample) 件",
                    "times from the \(reading.sample) cases closed last in \(ClauseEvents.days) days")
            }
        }
    }

    private func group(_ stage: String?, _ name: Text, _ activities: [DeclaredActivity], on page: Page) {
        if stage == nil && activities.isEmpty { return }
        page.section("stage", .id("stage-\(stage ?? "opening")")) {
            page.h2 {
                page.say(name)
                if let stage, let count = reading.open[stage] {
                    page.a("n", .href(address("/cases", ["kind": procedure.kind, "stage": stage]))) {
                        page.say("现有 \(count) 件", "\(count) now")
                    }
                }
                if let stage, let time = reading.times[stage] {
                    page.span("n") {
                        page.say("一般 ", "usually ")
                        page.figures { $0.put(span: time.median, page.language) }
                        page.say("，九成不超过 ", ", nine in ten within ")
                        page.figures { $0.put(span: time.ninetieth, page.language) }
                        page.say("（\(time.count) 次）", " (\(time.count))")
                    }
                }
            }
            if activities.isEmpty {
                page.p("no", say: Text("到此为止，没有下一步", "It ends here"))
            } else {
                page.ul("sheet ruled acts") { for activity in activities { page.li { write(activity, in: stage, on: page) } } }
            }
        }
    }

    private func write(_ activity: DeclaredActivity, in stage: String?, on page: Page) {
        // An activity of several stages is described in the first; there its address leads.
        let isFirst = stage == nil || activity.from == nil || procedure.stages.first { activity.starts(in: $0.id) }?.id == stage
        page.p(nil, isFirst ? .id(activity.verb) : nil) {
            if activity.code != "–" { page.span("code", text: activity.code) }
            page.b(say: activity.title)
            if let to = activity.to, to != stage {
                page.span("to") {
                    page.text(" → ")
                    page.say(procedure.name(ofStage: to))
                }
            }
            page.span("who", say: roles(of: activity))
        }
        page.p("no") {
            for clause in Set(activity.clauses + activity.guards.map(\.clause)).sorted().prefix(12) { page.clause(clause) }
        }
        page.p("no") {
            if activity.isReport {
                page.tag(Text("如实记录，不会被拒", "A report, never refused"))
                page.text(" ")
            }
            if !activity.otherThan.isEmpty {
                let others = activity.otherThan.compactMap { procedure.activity($0)?.title }
                page.tag(
                    Text(
                        "四眼：与\(others.map(\.zh).joined(separator: "、"))不得同一人",
                        "Four eyes: not who did \(others.map(\.en).joined(separator: ", "))"))
                page.text(" ")
            }
            for paper in reading.papers[activity.verb] ?? [] {
                page.tag(Paper.Kind(rawValue: paper)?.title ?? Text(paper, paper), .done)
                page.text(" ")
            }
            for kind in activity.opens {
                page.a(nil, .href("/procedures/\(kind)")) { page.say("可开 \(kind)", "may open \(kind)") }
                page.text(" ")
            }
        }
    }

    private func roles(of activity: DeclaredActivity) -> Text {
        // What nearly everybody may do is said so, not listed.
        if activity.by.count > 8 { return Text("各岗位", "everybody") }
        let names = activity.by.map { role in
            let name = reading.edition.organization.role(role.id)?.name ?? Text(role.id, role.id)
            switch role.part {
            case "lead": return Text("本单\(name.zh)", "\(name.en) of the order")
            case "crew": return Text("本单\(name.zh)（含协助）", "\(name.en) or helper of the order")
            default: return name
            }
        }
        return Text(names.map(\.zh).joined(separator: "、"), names.map(\.en).joined(separator: ", "))
    }
}
