import HTML
import Handbook

/// Two counts of each month beside each other, with the first one's number above.
struct ColumnChart {
    let title: Text
    let labels: [String]
    let first: (name: Text, counts: [Int])
    let second: (name: Text, counts: [Int])

    private static let slot = 32
    private static let height = 96

    func write(on page: Page) {
        let most = max(1, (first.counts + second.counts).max() ?? 1)
        let totals = (first.counts.reduce(0, +), second.counts.reduce(0, +))
        let chart = Chart(
            title: title,
            summary: Text(
                "共\(first.name.zh) \(totals.0)，\(second.name.zh) \(totals.1)；每月数字见表",
                "\(first.name.en) \(totals.0), \(second.name.en) \(totals.1) in all; the table has each month"),
            width: labels.count * Self.slot, height: Self.height + 32)
        chart.write(on: page, key: [(first.name, .full), (second.name, .striped)]) {
            let floor = Self.height + 14
            for (index, label) in labels.enumerated() {
                let x = index * Self.slot
                column(first, index, at: x + 4, .full, most, chart, on: page)
                column(second, index, at: x + 16, .striped, most, chart, on: page)
                if first.counts[index] > 0 {
                    let top = floor - max(first.counts[index], second.counts[index]) * Self.height / most
                    chart.words(String(first.counts[index]), x + Self.slot / 2, top - 3, on: page)
                }
                chart.words(label, x + Self.slot / 2, floor + 14, on: page)
            }
            chart.line((0, floor), (labels.count * Self.slot, floor), "axis", on: page)
        }
    }

    private func column(
        _ series: (name: Text, counts: [Int]), _ index: Int, at x: Int, _ fill: Chart.Fill, _ most: Int, _ chart: Chart,
        on page: Page
    ) {
        let count = series.counts[index]
        if count == 0 { return }
        let height = max(2, count * Self.height / most)
        chart.area(
            x, Self.height + 14 - height, 11, height, fill, "\(labels[index]) \(series.name.text(in: page.language)) \(count)",
            on: page)
    }
}
