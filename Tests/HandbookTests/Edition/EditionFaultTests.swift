import Testing

@testable import Handbook

/// One change that breaks the shipped edition, and the sentence it must give.
struct Breakage: Sendable, CustomTestStringConvertible {
    let file: String
    let text: String
    let other: String
    let fault: String
    var testDescription: String { "\(file): \(fault)" }

    init(_ file: String, _ text: String, _ other: String, _ fault: String) {
        self.file = file
        self.text = text
        self.other = other
        self.fault = fault
    }
}

struct EditionFaultTests {
    let source: EditionSource

    init() throws {
        source = try Shipped.source.get()
    }

    @Test(arguments: [
        Breakage("edition.yaml", "name: HD", "nam: HD", "unknown key nam"),
        Breakage("edition.yaml", "\"2021-05-20\"", "\"2021-05-32\"", "a day such as 2026-05-18 is expected"),
        Breakage("edition.yaml", "Asia/Shanghai", "Europe/Berlin", "no such zone, or its offset changes between 2021 and 2035"),
        Breakage("calendar.yaml", "\"02-11\"", "\"02-30\"", "a month and day of 2021 such as 05-18 is expected"),
        Breakage("calendar.yaml", "\"02-11\"", "\"02-13\"", "2021-02-13 is not from Monday to Friday"),
        Breakage("calendar.yaml", "\"02-07\"", "\"02-08\"", "2021-02-08 is not at a weekend"),
        Breakage("calendar.yaml", "\"02-11\"", "\"02-12\"", "2021-02-12 is written twice"),
        Breakage("calendar.yaml", "year: 2023", "year: 2022", "2022 is written twice"),
        Breakage("clauses.yaml", "mechanism: attest", "mechanism: hope", "one of these is expected: enforce, compute"),
        Breakage("clauses.yaml", "id: \"0.2\"", "id: \"0.1\"", "0.1 is written twice"),
        Breakage("clauses.yaml", "    part: 0", "    part: 17", "there is no part 17"),
        Breakage("clauses.yaml", "printed: false", "printed: no", "true or false is expected"),
        Breakage("clauses.yaml", "    mechanism: attest\n", "", "mechanism is missing"),
        Breakage("clauses.yaml", "    note: {", "    note: { fr: \"mot\",", "unknown key fr"),
        Breakage("clauses.yaml", "    inferred: true\n", "    inferred: true\n    note: { zh: \"仅中文\" }\n", "en is missing"),
        Breakage("clauses.yaml", "    inferred: true\n", "    inferred: true\n    note: { en: \"Alone.\" }\n", "zh is missing"),
        Breakage("clauses.yaml", "    inferred: true\n", "    inferred: true\n    note: \"alone\"\n", "a mapping is expected here"),
        Breakage("levels.yaml", "level: 5x8/NBD", "level: 5x9/NBD", "a service level such as 5x8/NBD is expected"),
        Breakage("levels.yaml", "to: \"17:00\"", "to: \"08:00\"", "the end must be later than the beginning"),
        Breakage("levels.yaml", "to: \"17:00\"", "to: \"17:60\"", "a time such as 09:00 is expected"),
        Breakage("levels.yaml", "[0.5, 0.8]", "[0.8, 0.5]", "the shares must rise"),
        Breakage("levels.yaml", "[0.5, 0.8]", "[0.5, 1.0]", "a number between 0 and 1 is expected"),
        Breakage("limits.yaml", "value: 30,", "value: -30,", "a whole number from 0 to 100000 is expected"),
        Breakage("limits.yaml", "unit: minutes", "unit: hours", "the unit must be minutes"),
        Breakage("limits.yaml", "unit: minutes", "unit: moons", "one of these is expected: seconds, minutes"),
        Breakage("limits.yaml", "values: [10, 14]", "value: 10", "unknown key value"),
        Breakage("limits.yaml", "values: [24, 48, 72]", "values: [24, 48]", "a list of 3 to 3 entries is expected here"),
        Breakage("limits.yaml", "{ value: 5, unit: minutes", "{ value: 2, unit: minutes", "it must not exceed early-arrival-from"),
        Breakage("limits.yaml", "clause: \"3.1.5\"", "clause: \"3.9.9\"", "there is no clause 3.9.9"),
        Breakage("evidence.yaml", "kinds: [fax,", "kinds: [telex,", "there is no kind of evidence telex"),
        Breakage("evidence.yaml", "id: recording", "id: fax", "fax is written twice"),
        Breakage("evidence.yaml", "id: recording", "id: Recording", "only lower-case letters, digits and hyphens are allowed"),
        Breakage("phrases.yaml", "triggers: [不归我管,", "triggers: [不归我管, 不归我管,", "不归我管 is written twice"),
        Breakage(
            "phrases.yaml", "en: A colleague looks", "en: \"\"\n    no: A colleague looks", "the text must have 1 to 500 characters"
        ),
        Breakage("secrets.yaml", "    kind: assignment", "    kind: guess", "one of these is expected: assignment"),
        Breakage("ladder.yaml", "rung: entry, years", "rung: low, years", "one of these is expected: entry, professional, expert"),
        Breakage("ladder.yaml", "level: junior, rung", "level: senior, rung", "the levels must rise from junior to senior"),
        Breakage("organization.yaml", "neighbours: [jiangsu, jiangxi]", "neighbours: [tibet]", "there is no region tibet"),
        Breakage(
            "organization.yaml", "neighbours: [jiangsu, jiangxi]", "neighbours: [beijing]",
            "beijing doesn't name shanghai as a neighbour"),
        Breakage("organization.yaml", "regions:", "regions: []\nareas:", "a list of 1 to 100 entries is expected here"),
        Breakage("guards.yaml", "guards: {}", "guards:\n  DO/assign: deviate", "the key must be like DO/assign/3.1.2"),
        Breakage("guards.yaml", "guards: {}", "guards:\n  DO/assign/3.9.9: deviate", "there is no clause 3.9.9"),
        Breakage("guards.yaml", "guards: {}", "guards:\n  DO/assign/3.1.2: perhaps", "one of these is expected: refuse, deviate"),
        Breakage("guards.yaml", "guards: {}", "guards: []", "a mapping is expected here"),
        Breakage("guards.yaml", "guards: {}", "guards: {", "not YAML"),
        Breakage("levels.yaml", "default:", "default: {}\ndefault:", "the key is written twice: default"),
    ])
    func `a broken file is told with file, line and sentence`(_ breakage: Breakage) throws {
        let broken = source.changing(breakage.file, breakage.text, to: breakage.other)
        try #require(broken != source)
        let fault = try #require(broken.faults.first { $0.fault.en.hasPrefix(breakage.fault) }, "\(broken.faults)")
        #expect(fault.file == breakage.file)
        #expect(fault.line > 0)
        #expect(!fault.fault.zh.isEmpty)
    }

    @Test func `the line is that of the fault`() throws {
        let broken = source.changing("limits.yaml", "unit: feet", to: "unit: miles")
        #expect(broken.faults.map(\.line) == [try #require(source.line(of: "ladder-height", in: "limits.yaml"))])
        let clause = source.changing("clauses.yaml", "mechanism: compute", to: "mechanism: hope")
        #expect(clause.faults.first?.line == source.line(of: "mechanism: compute", in: "clauses.yaml"))
    }

    @Test func `what a house keeps from before notes stood in two languages opens without them`() throws {
        let note = "    inferred: true\n    note: \"in English alone\"\n"
        let old = source.changing("clauses.yaml", "    inferred: true\n", to: note)
        let edition = try Edition(old, isKept: true)
        #expect(edition.clauses["0.1"]?.note == nil && edition.hash == old.hash)
        let half = source.changing("clauses.yaml", "    inferred: true\n", to: "    inferred: true\n    note: { en: \"Alone.\" }\n")
        #expect(throws: EditionFaults.self) { try Edition(half, isKept: true) }
    }

    @Test func `a guard can be moved between refusing and deviating`() throws {
        let moved = source.changing("guards.yaml", "guards: {}", to: "guards:\n  SR/wait-for-customer/12.2.1/4: deviate")
        #expect(try Edition(moved).guards == ["SR/wait-for-customer/12.2.1/4": .deviate])
    }

    @Test func `all faults are told at once, in the order of files and lines`() {
        let broken = source.changing("levels.yaml", "level: 5x8/NBD", to: "level: often")
            .changing("limits.yaml", "value: 30,", to: "value: soon,")
            .changing("limits.yaml", "clause: \"3.1.5\"", to: "clause: \"77\"")
            .replacing("ladder.yaml", with: nil)
            .replacing("notes.yaml", with: "a: 1")
        #expect(
            broken.faults.map(\.fault.en) == [
                "the file is missing", "a service level such as 5x8/NBD is expected",
                "a whole number from 0 to 100000 is expected", "there is no clause 77", "the edition has no such file",
            ])
        #expect(broken.faults.map(\.file) == ["ladder.yaml", "levels.yaml", "limits.yaml", "limits.yaml", "notes.yaml"])
    }

    @Test(
        arguments: [nil, "", "- 1", "word", "a: b", "? [x]\n: y", "{a: 1, a: 2}", "\u{0}", "&a [*a]", "!!binary x", "\t"]
            as [String?])
    func `no file may be missing, empty or something else`(text: String?) {
        let files = Dictionary(uniqueKeysWithValues: EditionReader.files.map { ($0, text ?? "") })
        let faults = EditionSource(name: source.name, files: text == nil ? [:] : files).faults
        for file in EditionReader.files { #expect(faults.contains { $0.file == file }, "\(file)") }
        if text == nil { #expect(faults.allSatisfy { $0.fault.en == "the file is missing" }) }
        if text == "" { #expect(faults.allSatisfy { $0.fault.en == "the file is empty" }) }
    }
}
