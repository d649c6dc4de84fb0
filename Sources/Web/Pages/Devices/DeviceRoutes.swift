import Handbook
import Hummingbird
import Operations

extension Front {
    /// The installed base, as it was asked for.
    func showDevices(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let desk = desk
        return try await show(request, visit) { asked in
            var query = DeviceQuery()
            query.words = asked["q"] ?? ""
            query.customer = asked["customer"]
            query.site = asked["site"]
            query.family = asked["family"]
            query.cover = asked["cover"].flatMap { DeviceCover.State(rawValue: $0) }
            query.after = asked["after"]
            let list = try await desk.devices(query, for: guest.person)
            let choices = try await desk.choices(among: [Customer.kind], for: guest.actor)
            return DevicesPage(list: list, query: query, customers: choices[Customer.kind] ?? [], guest: guest)
        }
    }

    /// The life of a device: what a scan of its barcode opens, and of a board's that sits in just one.
    func showDevice(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let serial = try visit.part("serial")
        do {
            let reading = try await desk.device(serial, for: guest.person, after: Asked(request)["after"])
            var page = DevicePage(reading: reading, guest: guest)
            if guest.isStaff { page.near = try await desk.library(about: reading.device, for: guest.actor) }
            return show(page, to: visit)
        } catch let missing as Missing {
            let holders = try await desk.devices(holdingBoard: serial, for: guest.person)
            guard holders.count == 1, let holder = holders.first else { throw missing }
            return .goOn(to: "/devices/\(holder.percentEncoded)#board-\(serial.percentEncoded)")
        }
    }
}
