import HTML
import Handbook
import Operations

/// What happened to a clause by month, as bars with their numbers upon them; the table beside says the same.
struct MonthChart {
    let months: [String]
    let counts: [String: [ClauseEvents.Event: Int]]

    private static let barWidth = 16
    private static let monthWidth = 88
    private static let height = 96

    func write(on page: Page) {
        let width = months.count * Self.monthWidth
        let most = max(1, months.flatMap { month in ClauseEvents.Event.allCases.map { counts[month]?[$0] ?? 0 } }.max() ?? 1)
        page.element("<svg", "</svg>")(
            "months", Attribute("viewBox", "0 0 \(width) \(Self.height + 36)"), Attribute("width", String(width)),
            Attribute("height", String(Self.height + 36)), Attribute("role", "img"),
            .label(Text("每月次数，数字见旁表", "Counts by month; the table beside has the numbers").text(in: page.language))
        ) {
            pattern(on: page)
            for (index, month) in months.enumerated() { group(month, at: index * Self.monthWidth, most, on: page) }
            page.element("<line", "</line>")(
                "axis", Attribute("x1", "0"), Attribute("x2", String(width)), Attribute("y1", String(Self.height + 16)),
                Attribute("y2", String(Self.height + 16))
            ) {}
        }
    }

    /// Stripes, so that the kinds can be told apart without colour.
    private func pattern(on page: Page) {
        page.element("<defs", "</defs>")(nil) {
            page.element("<pattern", "</pattern>")(
                nil, .id("stripes"), Attribute("width", "4"), Attribute("height", "4"), Attribute("patternUnits", "userSpaceOnUse"),
                Attribute("patternTransform", "rotate(45)")
            ) {
                page.element("<rect", "</rect>")("stripe", Attribute("width", "2"), Attribute("height", "4")) {}
            }
        }
    }

    private func group(_ month: String, at left: Int, _ most: Int, on page: Page) {
        for (place, event) in ClauseEvents.Event.allCases.enumerated() {
            let count = counts[month]?[event] ?? 0
            let height = count == 0 ? 0 : max(2, count * Self.height / most)
            let x = left + 6 + place * (Self.barWidth + 3)
            let top = Self.height + 16 - height
            page.element("<rect", "</rect>")(
                nil, .style(event.rawValue), Attribute("x", String(x)), Attribute("y", String(top)),
                Attribute("width", String(Self.barWidth)), Attribute("height", String(height))
            ) {
                page.element("<title", "</title>")(text: "\(month) \(event.label.text(in: page.language)) \(count)")
            }
            if count > 0 {
                page.element("<text", "</text>")(
                    "count", Attribute("x", String(x + Self.barWidth / 2)), Attribute("y", String(top - 3)), text: String(count))
            }
        }
        page.element("<text", "</text>")(
            "month", Attribute("x", String(left + 6)), Attribute("y", String(Self.height + 31)), text: month)
    }
}
