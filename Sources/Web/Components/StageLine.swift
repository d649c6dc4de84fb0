import HTML
import Handbook
import Operations

/// The process as a line: what was done, when and by whom; where it stands; what comes next.
struct StageLine {
    private let reading: CaseReading

    init(_ reading: CaseReading) { self.reading = reading }

    func write(on page: Page) {
        let arrivals = arrivals
        let stages = path(arrivals)
        let now = stages.firstIndex { $0.id == reading.header.stage } ?? 0
        page.ol("stages", .label(Text("进程", "Progress").text(in: page.language))) {
            for (index, stage) in stages.enumerated() {
                let isDone = index < now || (index == now && !reading.header.isOpen)
                page.li(
                    nil, .style(isDone ? "d" : index == now ? "now" : ""),
                    index == now ? Attribute("aria-current", "step") : nil
                ) {
                    page.say(stage.name)
                    // A stage that was left again has still to come.
                    if index <= now, let entry = arrivals[stage.id] {
                        page.small {
                            page.shortInstant(entry.done, seenAt: reading.now)
                            page.text(" ")
                            page.doer(entry.person, reading.title(of: Person.kind, entry.person))
                        }
                    }
                }
            }
        }
    }

    /// The stages that a case passes when nothing goes wrong, those where it was, and the one where it stands.
    private func path(_ arrivals: [String: CaseReading.Event]) -> [(id: String, name: Text)] {
        let stages = reading.procedure.stages
        let now = stages.firstIndex { $0.id == reading.header.stage } ?? 0
        // Only where all entries are at hand is it known which stages were never passed.
        let isWhole = reading.entries.last?.position == 1
        return stages.enumerated().filter { index, stage in
            if index == now || arrivals[stage.id] != nil { return true }
            return !Self.byways.contains(stage.id) && (index > now || !isWhole)
        }.map(\.element)
    }

    /// Ends that most cases don't come to.
    private static let byways: Set = ["cancelled", "abandoned", "merged", "duplicate", "suspended", "withdrawn"]

    /// The last entry that led to each stage.
    private var arrivals: [String: CaseReading.Event] {
        var arrivals: [String: CaseReading.Event] = [:]
        for entry in reading.entries {
            guard let stage = entry.told?.stage, let to = stage.to, stage.from != to, arrivals[to] == nil else { continue }
            arrivals[to] = entry
        }
        return arrivals
    }
}
