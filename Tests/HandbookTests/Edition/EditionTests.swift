import Testing

@testable import Handbook

struct EditionTests {
    let edition: Edition

    init() throws {
        edition = try Shipped.edition
    }

    @Test func `the edition that comes with the house is whole (0.4)`() throws {
        #expect(edition.name == "HD-EN-2021-A0")
        #expect(edition.inForceFrom == (try day("2021-05-20")))
        #expect(edition.time.zone == "Asia/Shanghai")
        #expect(edition.hash.hasPrefix("sha256:"))
        #expect(edition.hash.utf8.count == 7 + 64)
    }

    @Test func `the levels without a contract are our reading (12.1)`() {
        #expect(edition.levels.defaultLevel == ServiceLevel(.officeHours, .nextBusinessDay))
        #expect(edition.levels.restoreDefault == nil)
        #expect(edition.levels.coveredHours == 540..<1_020)
        #expect(edition.levels.warningShares == [0.5, 0.8])
        #expect(edition.levels.inferred == [.defaultLevel, .restoreDefault, .warningShares])
    }

    @Test func `the index has all 633 clauses, held in six ways`() {
        #expect(edition.clauses.count == 633)
        let held = Dictionary(uniqueKeysWithValues: Mechanism.allCases.map { ($0, edition.clauses.all($0).count) })
        #expect(held == [.enforce: 214, .compute: 80, .attest: 114, .record: 94, .remind: 34, .reference: 97])
        #expect(edition.clauses.all.filter(\.printed).count == 223)
        #expect(edition.clauses.all.first?.id == "0.1")
        #expect(edition.clauses.all.last?.id == "21/D-4")
        #expect(edition.clauses["12.2.1/4"]?.mechanism != nil)
        #expect(edition.clauses["99"] == nil)
    }

    @Test func `a clause whose number the handbook does not print is our reading`() {
        #expect(edition.clauses.all.allSatisfy { $0.printed || $0.inferred })
        #expect(edition.clauses["12.1.1"]?.inferred == false)
    }

    @Test func `the remarks of the edition's makers stand in both languages`() {
        let noted = edition.clauses.all.compactMap { clause in clause.note.map { (clause.id, $0) } }
        #expect(noted.count == 300)
        for (id, note) in noted {
            #expect(note.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(id)")
            // They are sentences in their own script: no Latin comma or stop among the characters, and a full stop in English.
            #expect(note.zh.firstMatch(of: /\p{Han}[,;:?!]|[,;:?!]\p{Han}/) == nil, "\(id): \(note.zh)")
            #expect(note.en.first?.isLowercase == false && note.en.last == ".", "\(id): \(note.en)")
        }
    }

    @Test func `everything speaks both languages`() {
        var texts =
            edition.clauses.all.flatMap { [$0.title, $0.rule] + ($0.note.map { [$0] } ?? []) } + edition.clauses.parts.map(\.title)
        texts += edition.limits.all.flatMap { [$0.limit.text, $0.limit.label] } + edition.evidence.all.map(\.name)
        texts += edition.phrases.avoided.map(\.better) + edition.phrases.recommended.map(\.text)
        texts += edition.organization.regions.map(\.name) + edition.organization.roles.map(\.name)
        texts += edition.organization.departments.map(\.name) + edition.ladder.steps.map(\.name)
        texts += Mechanism.allCases.map(\.label) + Limit.Unit.allCases.map(\.label) + [edition.title]
        for text in texts {
            #expect(!text.zh.isEmpty)
            #expect(text.en.unicodeScalars.allSatisfy { !(0x4E00...0x9FFF).contains($0.value) }, "\(text.en)")
            for language in Language.allCases { #expect(!text.text(in: language).isEmpty) }
        }
    }

    @Test func `each limit has its number, and says whether it is ours`() {
        let limits = edition.limits
        #expect(limits.delayNotice.value == 30 && limits.delayNotice.unit == .minutes && limits.delayNotice.clause == "3.1.5")
        #expect(limits.faultyPartReturn.unit == .workingDays && !limits.faultyPartReturn.inferred)
        #expect(limits.returnReminders.map(\.value) == [10, 14])
        #expect(limits.coverWarnings.map(\.value) == [90, 60, 30])
        #expect((1...3).map { limits.incidentReport(level: $0).value } == [24, 48, 72])
        #expect(limits.incidentReport(level: 9).value == 72)
        #expect(limits.silentConfirmation.inferred && limits.recordHandIn.inferred)
        #expect(limits.all.count == 47)
        #expect(limits.all.first?.name == "delay-notice")
        #expect(limits.all.contains { $0.name == "cover-warnings/3" && $0.limit.value == 30 })
    }

    @Test func `each region has neighbours that name it too`() {
        #expect(edition.organization.regions.count == 11)
        #expect(edition.organization.region("hunan")?.neighbours == ["jiangxi", "guangdong", "sichuan"])
        #expect(edition.organization.role("technical-manager")?.name.zh == "技术经理")
        #expect(edition.organization.roles.count == 19)
        #expect(edition.organization.mailDomain == "brilliance-tech.cn")
    }
}

struct EditionSourceTests {
    @Test func `a source comes back from its canonical bytes with the same hash`() throws {
        let source = try Shipped.source.get()
        let again = try EditionSource(canonical: source.canonical)
        #expect(again == source)
        #expect(again.hash == source.hash)
    }

    @Test func `the canonical bytes are in order and escaped`() {
        let source = EditionSource(name: "甲\"\\\n\u{1}", files: ["b.yaml": "2", "a.yaml": "1"])
        let expected = #"{"files":{"a.yaml":"1","b.yaml":"2"},"name":"甲\"\\\n\u0001"}"#
        #expect(String(decoding: source.canonical, as: UTF8.self) == expected)
    }

    @Test func `another character makes another hash`() throws {
        let source = try Shipped.source.get()
        #expect(source.changing("limits.yaml", "value: 30,", to: "value: 31,").hash != source.hash)
    }
}
