import HTML
import Handbook
import Hummingbird
import Operations

/// The front of the house: what every page and every API answer needs.
package struct Front: Sendable {
    package let desk: Desk
    package let accounts: Accounts
    package let assets: Assets
    /// The address under which people reach the house, without a slash at its end.
    package let address: String
    /// Which reads of customer secrets are noted already.
    let reads = ReadLog()

    package init(_ desk: Desk, accounts: Accounts, assets: Assets, address: String) {
        self.desk = desk
        self.accounts = accounts
        self.assets = assets
        self.address = address
    }

    /// The edition that is in force now.
    var edition: Edition { desk.editions.current }

    /// Whether browsers reach the house by TLS, so that cookies may say so.
    var isSecure: Bool { address.hasPrefix("https:") }

    /// An answer with a page in the shell that every page has.
    func show(_ view: some View, to visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        let page = Page(visit.language, time: edition.time)
        Shell(front: self, visit: visit).write(view, on: page)
        return Response(page.bytes, type: "text/html; charset=utf-8", to: visit, status: status)
    }
}

/// A page that people see: it holds what it shows, read before, and writes itself.
protocol View {
    var title: Text { get }
    /// The part of the house that the navigation marks.
    var section: Section { get }
    func write(on page: Page)
}
