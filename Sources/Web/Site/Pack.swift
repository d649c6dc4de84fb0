import Handbook
import Operations
import Storage

/// The visits as a phone keeps them.
struct Pack {
    let visits: [SiteVisit]
    /// The articles and guides about the visits' products and boards.
    let library: NearLibrary
    /// The edition in force, under which forms are described.
    let edition: Edition
    /// The paths of the files that the pages need.
    let assets: [String]
    let language: Language

    var members: [(String, JSON)] {
        [
            ("assets", .list(assets.map { .text($0) })), ("sheets", .list(DispatchOrder.visit.map(sheet))),
            (
                "evidence",
                .list(edition.evidence.all.map { .object([("id", .text($0.id)), ("name", JSON($0.name))]) })
            ),
            ("visits", .list(visits.map { .object(stamped($0)) })),
            ("library", .object([("isComplete", .flag(library.isComplete)), ("pages", .list(libraryPages.map { .object($0) }))])),
        ]
    }

    /// The pages of the articles and guides, and their list, each with a stamp over all that it is made of.
    private var libraryPages: [[(String, JSON)]] {
        func page(_ path: String, _ title: String, _ told: [String]) -> [(String, JSON)] {
            let stamp = contentHash(of: Array((told + assets + [language.rawValue, edition.hash]).joined(separator: "\n").utf8))
            return [
                ("stamp", .text(String(stamp.dropFirst("sha256:".count).prefix(16)))), ("page", .text(path)),
                ("title", .text(title)),
            ]
        }
        let told = library.entries.map { [$0.header.headHash, String($0.version ?? 0)] }
        return [page("/site/library", "", told.flatMap { $0 } + [String(library.isComplete)])]
            + zip(library.entries, told).map { page("/site/\($0.header.number)", $0.title, $1) }
    }

    /// A visit with a stamp over all that is told of it and over what its page is made of.
    private func stamped(_ visit: SiteVisit) -> [(String, JSON)] {
        let told = members(of: visit)
        let made = (assets + [language.rawValue, visit.edition.hash, visit.header.headHash]).joined(separator: "\n")
        let stamp = contentHash(of: JSON.object(told).bytes + Array(made.utf8))
        return [("stamp", .text(String(stamp.dropFirst("sha256:".count).prefix(16))))] + told
    }

    private func members(of visit: SiteVisit) -> [(String, JSON)] {
        let (header, time, limits) = (visit.header, visit.edition.time, visit.edition.limits)
        return [
            ("number", .text(header.number)), ("page", .text("/site/\(header.number.percentEncoded)")),
            ("title", .text(header.title)), ("stage", .text(header.stage)), ("position", .whole(Int64(header.headPosition))),
            ("appointment", JSON(visit.appointment, in: time)), ("minutes", .whole(Int64(visit.minutes))),
            ("due", JSON(header.due, in: time)), ("isLead", .flag(visit.isLead)), ("customer", JSON(visit.customer)),
            ("site", site(visit.site, time)), ("ticket", ticket(visit.ticket, time)),
            (
                "contacts",
                .list(
                    visit.contacts.map {
                        .object([("name", .text($0.name)), ("post", JSON($0.post)), ("phone", .text($0.phone))])
                    })
            ),
            (
                "crew",
                .list(
                    visit.crew.map {
                        .object([("part", .text($0.part)), ("name", .text($0.name)), ("phone", JSON($0.phone))])
                    })
            ),
            ("devices", .list(visit.devices.map(device))), ("held", .list(visit.held.map(part))),
            ("operations", .list(visit.operations.map { .text($0) })),
            ("library", .list(library.entries.filter(visit.isConcerned).map { .text("\($0.header.number)/\($0.version ?? 0)") })),
            (
                "limits",
                .object([
                    ("delayNotice", .whole(Int64(limits.delayNotice.value))),
                    ("arrivalTolerance", .whole(Int64(limits.arrivalTolerance.value))),
                    ("recordHandIn", .whole(Int64(limits.recordHandIn.value))),
                    ("faultyPartReturn", .whole(Int64(limits.faultyPartReturn.value))),
                ])
            ),
            (
                "steps",
                .list(DispatchOrder.visit.flatMap { visit.steps(of: $0) }.map { .text($0.verb) })
            ),
        ]
    }

    private func site(_ site: Site?, _ time: ServiceTime) -> JSON {
        guard let site else { return .null }
        return .object([
            ("code", .text(site.code)), ("name", .text(site.name)), ("city", JSON(site.city)), ("address", JSON(site.address)),
            ("rooms", .list(site.rooms.map { .text($0) })), ("accessRules", JSON(site.accessRules)),
            ("isUnattended", .flag(site.isUnattended)), ("asksWorkTicket", .flag(site.asksWorkTicket)),
            (
                "sensitivePeriods",
                .list(
                    site.sensitivePeriods.map {
                        .object([("name", .text($0.name)), ("from", JSON($0.from, in: time)), ("to", JSON($0.to, in: time))])
                    })
            ),
        ])
    }

    private func ticket(_ ticket: SiteVisit.Ticket?, _ time: ServiceTime) -> JSON {
        guard let ticket else { return .null }
        return .object([
            ("number", .text(ticket.number)), ("leader", .text(ticket.leader)), ("from", JSON(ticket.from, in: time)),
            ("to", JSON(ticket.to, in: time)),
        ])
    }

    private func device(_ device: SiteVisit.Equipment) -> JSON {
        .object([
            ("serial", .text(device.serial)), ("model", .text(device.model)), ("version", JSON(device.version)),
            ("place", .text(device.place)), ("boards", .list(device.boards.map(part))),
        ])
    }

    private func part(_ part: SiteVisit.HeldPart) -> JSON {
        .object([
            ("part", .text(part.part)), ("name", .text(part.name)), ("serial", .text(part.serial)),
            ("quantity", .whole(Int64(part.quantity))), ("slot", JSON(part.slot)),
        ])
    }

    /// A sheet with the schemas of its steps' forms: texts, choices, bounds and checklists are in them.
    private func sheet(_ sheet: Sheet) -> JSON {
        let schema = FormSchema(edition: edition)
        let activities = sheet.steps.compactMap { SiteVisit.procedure?.activity($0.verb) }
        return .object([
            ("name", .text(sheet.name)), ("title", JSON(sheet.title)),
            (
                "steps",
                .list(
                    activities.map { activity in
                        .object([
                            ("verb", .text(activity.verb)), ("title", JSON(activity.title)),
                            ("from", .list((activity.from ?? []).sorted().map { .text($0) })), ("to", JSON(activity.to)),
                            ("clauses", .list(activity.clauses.map { .text($0) })), ("form", schema.form(activity.fields)),
                        ])
                    })
            ),
        ])
    }
}
