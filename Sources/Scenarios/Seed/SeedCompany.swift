import Handbook

/// The seeded company as it is planned: customers with their agreements, sites, devices and boards. Nothing of it changes.
struct SeedCompany: Sendable {
    /// What was agreed with a customer for a time.
    struct Agreement: Sendable {
        let code: String
        let from: Day
        let to: Day
        let response: String
        let restore: String?
        let arrival: String
    }

    /// A customer, and who speaks for it.
    struct Client: Sendable {
        let code: String
        let name: String
        let region: SeedRegion
        let contact: String
        let phone: String
        /// Who signs in for it; nil where nobody does.
        let portal: String?
        let asksCallback: Bool
        /// In the order of time; none where it pays by the visit.
        let agreements: [Agreement]

        func agreement(on day: Day) -> Agreement? { agreements.last { ($0.from...$0.to).contains(day) } }
    }

    /// A customer's site.
    struct Place: Sendable {
        let code: String
        let name: String
        let client: Client
        let city: String
        let room: String
        let isUnattended: Bool
        let asksTicket: Bool
        /// Days on which it is to be left alone (1.4.4).
        let sensitive: ClosedRange<Day>?
    }

    /// A device with the boards that it had when the year began.
    struct Unit: Sendable {
        let code: String
        let place: Place
        let family: SeedFamily
        let model: String
        let warrantyUntil: Day
        let boards: [(part: String, serial: String, slot: String)]
    }

    let clients: [Client]
    let places: [Place]
    let units: [Unit]
    /// The devices of each place, by its code.
    let unitsAt: [String: [Unit]]

    /// What contracts promise: response, restore, arrival.
    private static let levels: [(String, String?, String)] = [
        ("7x24/2H", "7x24/4H", "7x24/4H"), ("7x24/4H", "7x24/8H", "7x24/8H"), ("5x8/4H", nil, "5x8/NBD"),
        ("5x8/NBD", nil, "5x8/NBD"),
        ("5x8/2H", "5x8/8H", "5x8/8H"), ("7x24/ND", nil, "7x24/ND"), ("5x8/ND", nil, "5x8/3CD"), ("7x24/NBD", nil, "7x24/NBD"),
    ]

    /// - Parameter kept: how many customers, sites and devices the company has beside these.
    init(
        _ size: SeedSize, seed: UInt64, beside kept: (customers: Int, sites: Int, devices: Int), from first: Day, to last: Day
    ) {
        var chance = Chance(seed, for: "company")
        var clients: [Client] = []
        for index in 0..<max(8, size.customers - kept.customers) {
            clients.append(Self.client(index, &chance, from: first, to: last))
        }
        var places: [Place] = []
        for index in 0..<max(16, size.sites - kept.sites) {
            places.append(
                Self.place(index, of: clients[index % clients.count], &chance, of: clients.count, from: first, to: last))
        }
        var units: [Unit] = []
        for index in 0..<max(32, size.devices - kept.devices) {
            units.append(Self.unit(index, at: places[index % places.count], &chance, from: first))
        }
        self.clients = clients
        self.places = places
        self.units = units
        unitsAt = Dictionary(grouping: units, by: \.place.code)
    }

    private static func client(_ index: Int, _ chance: inout Chance, from first: Day, to last: Day) -> Client {
        let code = "c\(100 + index)"
        // The first ones go round, so that every region has some however small the company is.
        var region = SeedRegion.all[index % SeedRegion.all.count]
        if index >= 8 {
            var mark = chance.number(1...100)
            region =
                SeedRegion.all.first {
                    mark -= $0.share; return mark <= 0
                } ?? region
        }
        var agreements: [Agreement] = []
        if index % 12 != 11 {
            let terms = levels[index % levels.count]
            func agreement(_ number: Int, _ from: Day, _ to: Day) -> Agreement {
                Agreement(code: "ct-\(code)-\(number)", from: from, to: to, response: terms.0, restore: terms.1, arrival: terms.2)
            }
            let end = first.adding(chance.number(20...600))
            agreements = [agreement(1, first.adding(-30), end)]
            if end < last { agreements.append(agreement(2, end.adding(1), end.adding(365))) }
        }
        return Client(
            code: code, name: SeedNames.customer(index).name, region: region, contact: SeedNames.person(&chance),
            phone: "138\(10_000_000 + index * 37)", portal: index % 2 == 0 ? "web-\(code)" : nil, asksCallback: index % 3 == 0,
            agreements: agreements)
    }

    private static func place(
        _ index: Int, of client: Client, _ chance: inout Chance, of count: Int, from first: Day, to last: Day
    ) -> Place {
        let customer = Int(client.code.dropFirst()).map { SeedNames.customer($0 - 100) }
        let kind = chance.one(of: customer?.sites ?? ["机房"])
        let round = index / count + 1
        let isUnattended = chance.happens(12)
        let begin = Day(number: chance.number(first.number...last.number))
        return Place(
            code: "\(client.code)-s\(round)", name: "\(customer?.short ?? "") \(round) 号\(kind)", client: client,
            city: chance.one(of: client.region.cities), room: chance.one(of: ["通信机房", "一楼机房", "二楼机房", "自动化机房"]),
            isUnattended: isUnattended, asksTicket: isUnattended || chance.happens(10),
            sensitive: index % 6 == 3 ? begin...begin.adding(chance.number(3...9)) : nil)
    }

    private static func unit(_ index: Int, at place: Place, _ chance: inout Chance, from first: Day) -> Unit {
        let family = SeedFamily.all[index % SeedFamily.all.count]
        let model = chance.one(of: family.models)
        let code = "\(model.uppercased().replacing("-", with: ""))-\(100_000 + index)"
        let boards = (1...chance.number(2...3)).map { slot in
            (part: family.parts[slot % family.parts.count], serial: "\(code)-B\(slot)", slot: String(slot))
        }
        return Unit(
            code: code, place: place, family: family, model: model,
            warrantyUntil: first.adding(chance.number(-400...1_200)), boards: boards)
    }
}
