/// How large a seeded company is, and for how many days it has lived.
package struct SeedSize: Sendable {
    package let days: Int
    package let customers: Int
    package let sites: Int
    package let devices: Int
    package let requests: Int
    package let orders: Int

    /// A year of a company of 24 people.
    package static let year = SeedSize(days: 365)

    /// So many days of it; registers and cases are as many as the days ask for.
    ///
    /// - Parameters:
    ///   - days: at least 30, at most 365.
    ///   - percent: how busy it is, against the usual pace.
    package init(days: Int, percent: Int = 100) {
        let days = min(max(days, 30), 365)
        self.days = days
        func share(_ whole: Int) -> Int { whole * days * percent / 365 / 100 }
        customers = max(16, share(60))
        sites = max(32, share(240))
        devices = max(80, share(4_000))
        requests = share(3_000)
        orders = share(2_000)
    }

    /// Of the requests, those that end with an engineer on site.
    var onSite: Int { orders * 62 / 100 }
    /// Orders that no request asked for.
    var planned: Int { orders - onSite }
    /// Calls that ask for nothing more.
    var calls: Int { requests / 10 }
}
