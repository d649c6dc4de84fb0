import Foundation
import Storage

/// How long a search for two Chinese characters takes at most, nearly always.
enum SearchSpeed {
    private static let documents = 200_000

    static func measure() async throws -> [Figure] {
        let place = try TemporaryDatabase(.sqlite)
        let database = try await openDatabase(place.address)
        _ = try await migrate(database, [.searchAndBlobs])
        let words = ["链路", "中断", "线路板", "风扇", "告警", "光功率", "复位", "调度", "变电站", "保护", "通道", "误码"]
        for chunk in 0..<(documents / 2000) {
            try await database.write { session in
                for index in 0..<2000 {
                    let number = chunk * 2000 + index
                    let text =
                        (0..<6).map { words[(number / (1 << $0) &* 7 &+ $0) % words.count] }.joined() + " SN-\(number)"
                        + (number % 10_000 == 7 ? "麒麟" : "")
                    try session.index(
                        SearchDocument(kind: "SR", key: "SR-\(number)", text: text, audience: ["company", "staff:r\(number % 12)"]))
                }
            }
        }
        var times: [Double] = []
        for round in 0..<200 {
            let word = round % 2 == 0 ? "麒麟" : words[round % words.count]
            let region = round % 12
            times.append(
                try await seconds {
                    _ = try await database.read { session in
                        try session.search(word, audience: ["staff:r\(region)"], kinds: nil, limit: 50, after: nil)
                    }
                })
        }
        await database.close()
        try await place.remove()
        let p99 = times.sorted()[times.count * 99 / 100] * 1000
        return [
            Figure(
                what: "search, two Chinese characters, \(documents) documents, p99", value: p99, unit: "ms", limit: 50,
                isFloor: false)
        ]
    }
}
