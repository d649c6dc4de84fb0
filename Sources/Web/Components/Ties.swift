import HTML
import Handbook
import Operations

/// The files of a case or entry, and what it is tied to, where there are any.
struct Ties {
    private let reading: CaseReading

    init(_ reading: CaseReading) { self.reading = reading }

    func write(on page: Page) {
        files(on: page)
        related(on: page)
    }

    private func files(on page: Page) {
        if reading.files.isEmpty { return }
        page.h2(say: Text("附件", "Files"))
        page.ul("sheet pad papers") {
            for file in reading.files {
                page.li {
                    page.a(
                        nil, .href("/cases/\(reading.header.number.percentEncoded)/files/\(file.attachment.hash.dropFirst(7))"),
                        text: file.attachment.name)
                    page.span("no") {
                        page.text(" \(reading.title(of: Person.kind, file.person)) ")
                        page.shortInstant(file.at, seenAt: reading.now)
                    }
                }
            }
        }
    }

    private func related(on page: Page) {
        if reading.related.isEmpty { return }
        page.h2(say: Text("相关", "Related"))
        page.ul("sheet pad papers") {
            for other in reading.related {
                page.li {
                    page.caseLink(other.number, other.number)
                    page.text(" \(reading.titles[other.number] ?? "") ")
                    page.span("no", say: CasePage.relation(other.relation))
                }
            }
        }
    }
}
