import HTML
import Handbook
import Operations

/// How long open cases have been open, one bar for each procedure: the older, the fuller.
struct AgeChart {
    let title: Text
    let rows: [(name: Text, ages: [AgeBand: Int])]

    private static let width = 336
    private static let row = 44

    func write(on page: Page) {
        let totals = rows.map { $0.ages.values.reduce(0, +) }
        let most = max(1, totals.max() ?? 1)
        let chart = Chart(
            title: title,
            summary: Text(
                zip(rows, totals).map { "\($0.name.zh)未结 \($1)，90 天以上 \($0.ages[.older] ?? 0)" }.joined(separator: "；"),
                zip(rows, totals).map { "\($0.name.en): \($1) open, \($0.ages[.older] ?? 0) for 90 days and more" }.joined(
                    separator: "; ")),
            width: Self.width, height: rows.count * Self.row)
        chart.write(on: page, key: zip(AgeBand.allCases, Chart.Fill.allCases).map { ($0.name, $1) }) {
            for (index, row) in rows.enumerated() {
                let top = index * Self.row
                chart.words("\(row.name.text(in: page.language)) \(totals[index])", 0, top + 12, isCentred: false, on: page)
                var left = 0
                for (band, fill) in zip(AgeBand.allCases, Chart.Fill.allCases) {
                    let count = row.ages[band] ?? 0
                    if count == 0 { continue }
                    let width = max(3, count * (Self.width - 12) / most)
                    chart.area(
                        left, top + 18, width, 18, fill, "\(band.name.text(in: page.language)) \(count)", on: page)
                    left += width
                }
            }
        }
    }
}
