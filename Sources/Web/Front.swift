import Delivery
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
    /// The server through which mail goes out; without one, letters wait in the outbox.
    let smtp: SMTPServer?
    /// Makes PDFs of papers.
    let printer = PDFPrinter()
    /// How often programs may ask.
    let limits: RateLimits
    /// The proxies whose word about where a request comes from is believed.
    let proxies: TrustedProxies
    /// What the house counts of its own work.
    let metrics = Metrics()
    /// The API's description, made once for each edition.
    let description = APIDescription()

    /// Who listens to what changes.
    package let live: LiveHub
    let tallies: Tallies

    package init(
        _ desk: Desk, accounts: Accounts, assets: Assets, address: String, smtp: SMTPServer? = nil,
        limits: RateLimits = RateLimits(),
        proxies: TrustedProxies = TrustedProxies()
    ) {
        let (live, tallies) = (LiveHub(), Tallies())
        self.live = live
        self.tallies = tallies
        var desk = desk
        desk.onCommit = { changes in tallies.note(live.tell(changes)) }
        self.desk = desk
        self.accounts = accounts
        self.assets = assets
        self.address = address
        self.smtp = smtp
        self.limits = limits
        self.proxies = proxies
    }

    /// The edition that is in force now.
    var edition: Edition { desk.editions.current }

    /// Whether browsers reach the house by TLS, so that cookies may say so.
    var isSecure: Bool { address.hasPrefix("https:") }

    /// A cookie that no script reads and no other site sends along; nil seconds end it with the browser.
    func cookie(_ name: String, _ value: String, seconds: Int?) -> Cookie {
        Cookie(name: name, value: value, maxAge: seconds, path: "/", secure: isSecure, httpOnly: true, sameSite: .lax)
    }

    /// An answer with a page in the shell that every page has.
    func show(_ view: some View, to visit: Visit, status: HTTPResponse.Status = .ok) -> Response {
        let page = Page(visit.language, time: edition.time)
        Shell(front: self, visit: visit).write(view, on: page)
        return page.withBytes { Response($0, type: "text/html; charset=utf-8", to: visit, status: status) }
    }
}

/// A page that people see: it holds what it shows, read before, and writes itself.
protocol View {
    var title: Text { get }
    /// The part of the house that the navigation marks.
    var section: Section { get }
    /// Whether it stands on an engineer's phone: without the navigation, with what works where there is no network.
    var isForPhone: Bool { get }
    /// Whether it is for people of a customer's: big and calm, without the house's navigation.
    var isForCustomer: Bool { get }
    func write(on page: Page)
}

extension View {
    var isForPhone: Bool { false }
    var isForCustomer: Bool { false }
}
