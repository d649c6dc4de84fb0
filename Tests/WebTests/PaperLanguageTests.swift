import Foundation
import HTTPTypes
import Handbook
import Hummingbird
import HummingbirdTesting
import Operations
import Storage
import Testing

/// Which scenario puts out which papers: together all kinds.
private let sources: [(file: String, kinds: Set<Paper.Kind>)] = [
    (
        "01-a-fault-is-repaired.yaml", [.faultReport, .servicePlan, .dispatchOrder, .pickingList, .workRecord, .receipt]
    ),
    ("10-told-too-late.yaml", [.delayNotice]), ("25-a-project-day-by-day.yaml", [.dailyReport]),
]

@Suite struct `A paper in English` {
    @Test func `is looked at in every kind`() {
        #expect(sources.reduce(into: Set()) { $0.formUnion($1.kinds) } == Set(Paper.Kind.allCases))
    }

    @Test(arguments: sources)
    func `has no Chinese but what was typed and names of entries`(_ file: String, _ kinds: Set<Paper.Kind>) async throws {
        let house = try await WebHouse()
        try await house.play(file)
        let papers = try await house.papers()
        #expect(Set(papers.compactMap { Paper.Kind(rawValue: $0.kind) }).isSuperset(of: kinds))
        let typed = try await house.typed()
        try await house.serve { client in
            let reader = try await house.browser(of: "li-manager", client)
            for paper in papers {
                let path = "/cases/\(paper.number)/papers/\(paper.kind)/\(paper.version)"
                reader.language = "zh-CN"
                try await reader.open(path)
                #expect(!chinese(in: reader.page, besides: typed).isEmpty, "the check sees what Chinese there is: \(path)")
                reader.language = "en-GB"
                #expect(try await reader.open(path) == .ok, "\(path)")
                #expect(chinese(in: reader.page, besides: typed) == [], "\(path)")

                let holder = Browser(client)
                holder.language = "en-GB"
                #expect(try await holder.open("/verify/\(paper.hash)") == .ok)
                #expect(chinese(in: holder.page, besides: []) == [], "\(path)")
            }
        }
    }

    @Test func `is a PDF in English`() async throws {
        let house = try await WebHouse()
        try await house.play("01-a-fault-is-repaired.yaml")
        let order = try #require(try await house.papers().first { $0.kind == "work-record" }).number
        try await house.serve { client in
            let reader = try await house.browser(of: "li-manager", client)
            for (language, words, others) in [
                (
                    "en-GB", ["Work record", "Taken back", "Mon 2026-05-18", "Customer secret", "Company-wide offices"],
                    ["带回", "周一", "机密"]
                ),
                ("zh-CN", ["派工工作记录表", "带回", "周一", "客户签字"], ["Taken back", "Mon 2026", "Customer secret"]),
            ] {
                reader.language = language
                try await reader.open("/cases/\(order)/papers/work-record/1.pdf")
                let pdf = Array(buffer: try #require(reader.answer?.body))
                let text = try await PDFTool.read(pdf, "pdftotext", ["-", "-"])
                for word in words { #expect(text.contains(word), "\(word)") }
                for word in others { #expect(!text.contains(word), "\(word)") }
            }
        }
    }

    /// The lines of a page's own part that have Chinese characters or signs, without those words.
    private func chinese(in page: String, besides words: [String]) -> [Substring] {
        var own = String(page.split(separator: "<main").last ?? "").components(separatedBy: "</main>")[0]
        for (sign, escaped) in [("\"", "&quot;"), ("'", "&#39;"), ("<", "&lt;"), ("&", "&amp;")] {
            own = own.replacing(escaped, with: sign)
        }
        for word in words { own = own.replacing(word, with: "") }
        // The way to the other language is named in that one.
        return own.split(whereSeparator: \.isNewline).flatMap { $0.split(separator: "<") }.filter {
            hasChinese($0) && !$0.hasPrefix("a href=\"/language/zh")
        }
    }
}

/// Han characters, and the signs that are set among them.
private func hasChinese(_ text: some StringProtocol) -> Bool {
    text.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
}

extension WebHouse {
    fileprivate func papers() async throws -> [(number: String, kind: String, version: Int64, hash: String)] {
        try await front.desk.database.read { session in
            try session.query("SELECT number, kind, version, hash FROM papers ORDER BY number, kind, version").map { row in
                (try row.text("number"), try row.text("kind"), try row.integer("version"), try row.text("hash"))
            }
        }
    }

    /// Every Chinese text that somebody typed into a case or a register, the longest first.
    fileprivate func typed() async throws -> [String] {
        let payloads = try await front.desk.database.read { session in
            try session.query("SELECT payload FROM journal").map { try CanonicalJSON.value(of: $0.blob("payload")) }
        }
        var texts: Set<String> = []
        func collect(_ value: Value) {
            switch value {
            case .text(let text): texts.insert(text)
            case .list(let elements): elements.forEach(collect)
            case .object(let members): members.values.forEach(collect)
            default: break
            }
        }
        for payload in payloads { for input in payload["inputs"].elements ?? [] { collect(input["value"]) } }
        return texts.filter(hasChinese).sorted { $0.count > $1.count }
    }
}
