import HTML
import Handbook
import Operations

/// Every change of a register's entry, the latest first: who, when, and each field as it was and as it is.
struct EntryHistory {
    private let entry: EntryReading

    init(_ entry: EntryReading) { self.entry = entry }

    func write(on page: Page) {
        page.ol("sheet ruled tl") {
            for journaled in entry.reading.entries {
                page.li(nil, .id("entry-\(journaled.position)")) {
                    page.shortInstant(journaled.done, seenAt: entry.reading.now)
                    page.div { write(journaled, on: page) }
                }
            }
        }
        if let last = entry.reading.entries.last, last.position > 1 {
            page.further(
                "/cases/\(entry.header.number.percentEncoded)?before=\(last.position)#history", Text("更早的修改", "Earlier changes"))
        }
    }

    private func write(_ journaled: CaseReading.Event, on page: Page) {
        guard let told = journaled.told else {
            page.p("gone", say: Text("此条内容已依法删除，校验值仍在", "The content of this entry was erased; its hash stands"))
            return
        }
        let version = entry.versions[journaled.position]
        page.p {
            page.b(say: told.title ?? Text(journaled.verb, journaled.verb))
            page.text(" ")
            person(journaled, told, on: page)
            if let to = version?.to {
                page.em {
                    page.say("　至 ", "　until ")
                    page.shortInstant(to, seenAt: entry.reading.now)
                }
            }
        }
        if let version, !version.changes.isEmpty {
            FieldChanges(changes: version.changes, titles: entry.titles, edition: entry.reading.edition).write(on: page)
        } else if journaled.position > 1, journaled.verb != "amend" {
            // What was told with a step that changed no field: a remark, a file, the reason of retiring.
            Timeline.inputs(of: told, on: page)
        }
    }

    private func person(_ journaled: CaseReading.Event, _ told: EntryContent, on page: Page) {
        let name = told.by ?? entry.reading.title(of: Person.kind, journaled.person)
        if entry.reading.titles["\(Person.kind):\(journaled.person)"] == nil {
            page.doer(journaled.person, name)
        } else {
            page.caseLink("\(Person.kind):\(journaled.person)", name)
        }
    }
}

/// Fields as they were and as they are.
struct FieldChanges {
    let changes: [EntryVersion.Change]
    let titles: [String: String]
    let edition: Edition

    func write(on page: Page) {
        page.dl("changes") {
            for change in changes {
                page.dt(say: change.field.label)
                page.dd { write(change, on: page) }
            }
        }
    }

    private func write(_ change: EntryVersion.Change, on page: Page) {
        if case .list(let kind) = change.field.kind {
            let (before, after) = (change.before.elements ?? [], change.after.elements ?? [])
            page.ul("values") {
                for value in before where !after.contains(value) {
                    page.li {
                        page.text("− ")
                        page.s(text: plain(kind, value, page))
                    }
                }
                for value in after where !before.contains(value) { page.li(text: "＋ \(plain(kind, value, page))") }
            }
            return
        }
        let before = plain(change.field.kind, change.before, page)
        page.s(text: before.isEmpty ? "—" : before)
        page.text(" → ")
        let after = plain(change.field.kind, change.after, page)
        page.b(text: after.isEmpty ? "—" : after)
    }

    private func plain(_ kind: FieldKind, _ value: Value, _ page: Page) -> String {
        FieldValue(kind: kind, value: value, titles: titles, edition: edition).plain(in: page.language, page.time)
    }
}
