import HTML
import Handbook
import Operations

/// The process as a line: what was done, when and by whom; where it stands; what comes next.
struct StageLine {
    private let reading: CaseReading

    init(_ reading: CaseReading) { self.reading = reading }

    func write(on page: Page) {
        let arrivals = arrivals
        // The stages that a case passes when nothing goes wrong, and those where it was.
        let stages = reading.procedure.stages.filter {
            $0.id == reading.header.stage || arrivals[$0.id] != nil || !Self.byways.contains($0.id)
        }
        let now = stages.firstIndex { $0.id == reading.header.stage } ?? 0
        page.ol("stages", .label(Text("进程", "Progress").text(in: page.language))) {
            for (index, stage) in stages.enumerated() {
                let isDone = index < now || (index == now && !reading.header.isOpen)
                page.li(
                    nil, .style(isDone ? "d" : index == now ? "now" : ""),
                    index == now ? Attribute("aria-current", "step") : nil
                ) {
                    page.say(stage.name)
                    if let entry = arrivals[stage.id] {
                        page.small {
                            page.shortInstant(entry.done, seenAt: reading.now)
                            page.text(" \(reading.title(of: Person.kind, entry.person))")
                        }
                    }
                }
            }
        }
    }

    /// Ends that most cases don't come to.
    private static let byways: Set = ["cancelled", "abandoned", "merged", "duplicate", "suspended"]

    /// The last entry that led to each stage.
    private var arrivals: [String: CaseReading.Event] {
        var arrivals: [String: CaseReading.Event] = [:]
        for entry in reading.entries {
            let stage = entry.content["stage"]
            guard let to = stage["to"].text, stage["from"].text != to, arrivals[to] == nil else { continue }
            arrivals[to] = entry
        }
        return arrivals
    }
}
