import HTML
import Handbook
import Operations
import Testing

@testable import Web

struct ChartTests {
    private func written(_ chart: (Page) -> Void) throws -> String {
        let time = try #require(ServiceTime(zone: "Asia/Shanghai"))
        let page = Page(.en, time: time)
        chart(page)
        return String(decoding: page.bytes, as: UTF8.self)
    }

    private let labels = (1...12).map { String($0) }

    @Test func `Every chart is told in words, and needs neither colour nor script`() throws {
        let charts = [
            try written {
                ShareChart(
                    title: Text("响应", "Response"), labels: labels, shares: [100, nil, 64] + Array(repeating: nil, count: 9),
                    whole: 90
                )
                .write(on: $0)
            },
            try written {
                ColumnChart(
                    title: Text("请求", "Requests"), labels: labels, first: (Text("新开", "Opened"), Array(repeating: 7, count: 12)),
                    second: (Text("办结", "Ended"), Array(repeating: 5, count: 12))
                ).write(on: $0)
            },
            try written {
                AgeChart(title: Text("未结", "Open"), rows: [(Text("请求", "Requests"), [.week: 3, .older: 1])]).write(on: $0)
            },
        ]
        for chart in charts {
            #expect(chart.contains("role=\"img\""))
            #expect(chart.contains("<title>") && chart.contains("<desc>"))
            #expect(!chart.contains("style=") && !chart.contains("<script"))
        }
        #expect(charts[0].contains("90% in all, 64% in the lowest month"))
        #expect(charts[1].contains("Opened 84, Ended 60 in all"))
        #expect(charts[2].contains("4 open, 1 for 90 days and more"))
    }

    @Test func `A chart of nothing says so, and a month without cases has no point`() throws {
        let empty = try written {
            ShareChart(title: Text("响应", "Response"), labels: labels, shares: Array(repeating: nil, count: 12), whole: nil).write(
                on: $0)
        }
        #expect(empty.contains("Nothing to show yet"))
        #expect(!empty.contains("<circle"))
        // The line is broken where a month is missing.
        let gap = try written {
            ShareChart(
                title: Text("响应", "Response"), labels: labels, shares: [90, nil, 90, 95] + Array(repeating: nil, count: 8),
                whole: 91
            ).write(on: $0)
        }
        #expect(gap.matches(of: /<circle/).count == 3)
        #expect(gap.matches(of: /class="share"/).count == 1)
    }

    @Test func `Counts of nought are drawn as nothing, and small ones can be seen`() throws {
        let chart = try written {
            ColumnChart(
                title: Text("请求", "Requests"), labels: ["1", "2"], first: (Text("新开", "Opened"), [0, 1]),
                second: (Text("办结", "Ended"), [1_000, 0])
            ).write(on: $0)
        }
        // Two in the key, two in the drawing.
        #expect(chart.matches(of: /<rect/).count == 4)
        #expect(chart.contains("height=\"2\""))
    }
}
