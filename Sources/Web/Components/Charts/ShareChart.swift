import HTML
import Handbook

/// A share of each month in percent, as points on a line with their numbers; months without any are left out.
struct ShareChart {
    let title: Text
    let labels: [String]
    let shares: [Int?]
    /// The share of all months together.
    let whole: Int?

    private static let slot = 32
    private static let height = 84
    private static let top = 18

    func write(on page: Page) {
        let told = shares.compactMap { $0 }
        // The scale begins at a ten below the lowest, or nothing could be told apart near a hundred.
        let least = max(0, ((told.min() ?? 90) / 10 - 1) * 10)
        let width = labels.count * Self.slot
        let chart = Chart(
            title: title,
            summary: Text(
                told.isEmpty ? "还没有数据" : "合计 \(whole ?? 0)%，最低月 \(told.min() ?? 0)%；每月数字见表",
                told.isEmpty
                    ? "Nothing to show yet" : "\(whole ?? 0)% in all, \(told.min() ?? 0)% in the lowest month; the table has each"),
            width: width, height: Self.top + Self.height + 24)
        func y(_ share: Int) -> Int { Self.top + (100 - share) * Self.height / max(1, 100 - least) }
        func x(_ index: Int) -> Int { index * Self.slot + Self.slot / 2 }
        chart.write(on: page) {
            chart.line((0, y(100)), (width, y(100)), "grid", on: page)
            chart.line((0, y(least)), (width, y(least)), "axis", on: page)
            var former: (x: Int, y: Int)?
            for (index, share) in shares.enumerated() {
                chart.words(labels[index], x(index), Self.top + Self.height + 14, on: page)
                guard let share else {
                    former = nil
                    continue
                }
                let point = (x: x(index), y: y(share))
                if let former { chart.line(former, point, "share", on: page) }
                former = point
            }
            for (index, share) in shares.enumerated() {
                guard let share else { continue }
                page.element("<circle", "</circle>")(
                    nil, Attribute("cx", String(x(index))), Attribute("cy", String(y(share))), Attribute("r", "3")
                ) { page.element("<title", "</title>")(text: "\(labels[index]) \(share)%") }
                chart.words(String(share), x(index), y(share) - 6, on: page)
            }
        }
    }
}
