import HTML
import Handbook
import Hummingbird
import Operations

/// What I was told, the latest first; those that are new stand out by a word.
struct NoticesPage: View {
    let notices: [NoticeReading]
    let formToken: String
    let now: Instant

    let title = Text("通知", "Notices")
    let section = Section.desk
    static let portion = 50

    func write(on page: Page) {
        page.div("page-head") {
            page.h1(say: title)
            if let latest = notices.first, latest.isNew {
                page.post("page-acts", to: "/notices", token: formToken) {
                    page.hidden("seen", String(latest.id))
                    page.send(Text("全部已阅", "All seen"), style: "btn q small")
                }
            }
        }
        if notices.isEmpty {
            return page.p("empty", say: Text("没有通知。与您有关的事有进展时，会写在这里。", "No notices. What happens in your cases is told here."))
        }
        page.ol("sheet ruled tl") {
            for notice in notices {
                page.li {
                    page.shortInstant(notice.at, seenAt: now)
                    page.div {
                        if notice.isNew { page.tag(Text("新", "new"), .risk) }
                        page.text(" ")
                        page.told(notice.text, of: notice.number)
                    }
                }
            }
        }
        if notices.count == Self.portion, let last = notices.last {
            page.further("/notices?before=\(last.id)", Text("更早的通知", "Earlier notices"))
        }
    }
}

extension Front {
    /// The notices of whoever is signed in.
    func showNotices(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let before = Asked(request).whole("before")
        let notices = try await desk.notices(for: guest.person, before: before, limit: NoticesPage.portion)
        return show(NoticesPage(notices: notices, formToken: guest.formToken, now: desk.now()), to: visit)
    }

    /// Notes that they were seen.
    func seeNotices(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let body = try await FormBody(request, visit)
        if let seen = body["seen"].flatMap({ Int64($0) }) { try await desk.noteSeen(seen, by: guest.person) }
        return .goOn(to: "/notices")
    }
}
