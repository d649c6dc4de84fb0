import Handbook
import Storage

/// The life of a device: what it is and where, by what it is covered, what happened to it, and what is open.
package struct DeviceReading: Sendable {
    package let entry: EntryReading
    package let device: Device
    package let model: ProductModel?
    package let family: ProductFamily?
    package let cover: DeviceCover
    package let boards: [BoardCover]
    /// The cases that concern it and that the reader may see, the latest first.
    package let cases: [CaseHeader]
    package let events: [DeviceEvent]
    /// Where older cases go on; nil where these are all.
    package let next: String?
    package let today: Day
    /// The names of those who did what happened, by code.
    package let people: [String: String]

    /// The most cases that are read at once.
    package static let portion = 30

    /// A board with the reason of its cover.
    package struct BoardCover: Sendable {
        package let board: Board
        /// How the cover was worked out, where the board took another's place.
        package let reasons: [Explanation]
    }

    package var openCases: [CaseHeader] { cases.filter(\.isOpen) }
}

/// Something that happened to a device.
package struct DeviceEvent: Sendable {
    package let at: Instant
    package let kind: Kind
    /// The case, or the register's entry itself.
    package let number: String
    package let person: String?
    package let text: Text?
    /// What was changed, where the device's own record was.
    package var changes: [EntryVersion.Change] = []

    /// What sort of event it is.
    package enum Kind: String, Sendable {
        case entered, moved, version, changed, retired, fault, order, arrived, left, swapped
    }
}

extension Desk {
    /// A device by its serial; throws `Missing` where there is none that this person may see.
    ///
    /// - Parameter after: the number and opening of the case before which older ones are shown.
    package func device(_ serial: String, for person: ID<Person>, after: String? = nil) async throws -> DeviceReading {
        let now = now()
        let editions = editions
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let reading = try session.reading(of: "device:\(serial)", for: actor, at: now, editions)
            let entry = try EntryReading(reading, for: actor, in: session)
            guard let device = try Device.find(ID(serial), in: session)?.entry else {
                throw Missing("没有设备“\(serial)”", "There is no device “\(serial)”")
            }
            return try DeviceReading(entry, device, for: actor, after: after, in: session)
        }
    }

    /// The serials of devices in which a board of that serial sits, of those that this person may see; at most five.
    package func devices(holdingBoard serial: String, for person: ID<Person>) async throws -> [String] {
        let now = now()
        return try await database.read { session in
            let actor = try Actor.load(person, at: now, in: session)
            let hits = try session.search(serial, audience: actor.principals, kinds: [Device.kind], limit: 5, after: nil)
            return try hits.map(\.key).filter { number in
                try Device.find(ID(CaseNumber.code(of: number)), in: session)?.entry.boards.contains { $0.serial == serial }
                    ?? false
            }.map { CaseNumber.code(of: $0) }
        }
    }
}

extension DeviceReading {
    fileprivate init(
        _ entry: EntryReading, _ device: Device, for actor: Actor, after: String?, in session: any Session
    ) throws {
        self.entry = entry
        self.device = device
        let edition = entry.reading.edition
        today = edition.time.day(of: entry.reading.now)
        model = try ProductModel.find(device.model, in: session)?.entry
        family = try model.flatMap { try ProductFamily.find($0.family, in: session)?.entry }
        let contracts = try session.contracts(of: [device.customer.text])[device.customer.text] ?? []
        cover = DeviceCover(
            of: ID(device.code), at: device.site, warrantyUntil: device.warrantyUntil, under: contracts, on: today)
        let found = try session.cases(concerning: device.code, for: actor, after: after)
        cases = Array(found.prefix(Self.portion))
        next = found.count > Self.portion ? cases.last.map { "\($0.opened.milliseconds)~\($0.number)" } : nil
        let visits = try session.visits(of: cases.map(\.number))
        let swaps = visits.filter { $0.verb == DispatchOrder.SwapPart.verb && $0.input("device").text == device.code }
        boards = device.boards.map { board in
            BoardCover(board: board, reasons: Self.reasons(for: board, of: device, entry, swaps, edition))
        }
        let events = (Self.own(entry) + Self.cases(cases) + Self.visits(visits, swaps, edition))
            .sorted { ($1.at, $1.number) < ($0.at, $0.number) }
        self.events = events
        let names = try session.titles(of: Set(events.compactMap(\.person).map { "\(Person.kind):\($0)" }))
        let machines = [Actor.clock, .console].map { ("\(Person.kind):\($0.person)", $0.name) }
        people = Dictionary((names.map { ($0.key, $0.value) } + machines).map { (CaseNumber.code(of: $0.0), $0.1) }) { first, _ in
            first
        }
    }

    /// Why a board is covered until its day, where a swap brought it in (12.2.3(f)).
    private static func reasons(
        for board: Board, of device: Device, _ entry: EntryReading, _ swaps: [VisitEntry], _ edition: Edition
    ) -> [Explanation] {
        guard let swap = swaps.first(where: { $0.input("newSerial").text == board.serial }), board.coverUntil != nil else {
            return []
        }
        let day = edition.time.day(of: swap.entry.done)
        let former = entry.versions.values.flatMap(\.changes).filter { $0.field.name == "boards" }.flatMap {
            $0.before.elements ?? []
        }
        .first { $0["serial"].text == swap.input("oldSerial").text }
        let end = former?["coverUntil"].text.flatMap { Day($0) } ?? device.warrantyUntil ?? day
        let rule = ReplacementCover(originalEnd: end, from: day)
        let finding = rule.find(in: edition)
        // What the record says goes: where it was set by hand, the rule does not explain it.
        return finding.end == board.coverUntil ? rule.explain(finding, in: edition) : []
    }

    /// What the register's own journal tells.
    private static func own(_ entry: EntryReading) -> [DeviceEvent] {
        entry.reading.entries.compactMap { journaled in
            guard let version = entry.versions[journaled.position] else { return nil }
            let names = Set(version.changes.map(\.field.name))
            let kind: DeviceEvent.Kind =
                if journaled.position == 1 {
                    .entered
                } else if !version.isActive {
                    .retired
                } else if names.contains("site") {
                    .moved
                } else if names == ["version"] {
                    .version
                } else {
                    .changed
                }
            return DeviceEvent(
                at: journaled.done, kind: kind, number: entry.header.number, person: journaled.person, text: nil,
                changes: version.changes)
        }
    }

    private static func cases(_ cases: [CaseHeader]) -> [DeviceEvent] {
        cases.map { header in
            DeviceEvent(
                at: header.opened, kind: header.kind == ServiceRequest.kind ? .fault : .order, number: header.number,
                person: header.owner, text: Text(header.title, header.title))
        }
    }

    private static func visits(_ visits: [VisitEntry], _ swaps: [VisitEntry], _ edition: Edition) -> [DeviceEvent] {
        let swapped = Set(swaps.map(\.entry.hash))
        return visits.compactMap { visit in
            let entry = visit.entry
            switch entry.verb {
            case DispatchOrder.Arrive.verb, DispatchOrder.Leave.verb:
                let kind: DeviceEvent.Kind = entry.verb == DispatchOrder.Arrive.verb ? .arrived : .left
                return DeviceEvent(at: entry.done, kind: kind, number: entry.number, person: entry.person, text: nil)
            default:
                guard swapped.contains(entry.hash) else { return nil }
                let slot = visit.input("slot").text.map { Text("槽位 \($0)：", "slot \($0): ") } ?? Text("", "")
                let boards = "\(visit.input("oldSerial").text ?? "") → \(visit.input("newSerial").text ?? "")"
                return DeviceEvent(
                    at: entry.done, kind: .swapped, number: entry.number, person: entry.person,
                    text: Text(slot.zh + boards, slot.en + boards))
            }
        }
    }
}

/// A journal entry of a visit with what was told in it.
private struct VisitEntry {
    let entry: JournalEntry
    private let inputs: [String: Value]
    var verb: String { entry.verb }

    init(_ entry: JournalEntry) {
        self.entry = entry
        let told = (try? entry.content())?["inputs"].elements ?? []
        inputs = Dictionary(told.compactMap { input in input["name"].text.map { ($0, input["value"]) } }) { first, _ in first }
    }

    func input(_ name: String) -> Value { inputs[name] ?? .null }
}

extension Session {
    /// The cases of every procedure that concern a device and that an actor may see, the latest first.
    fileprivate func cases(concerning serial: String, for actor: Actor, after: String?) throws -> [CaseHeader] {
        let cursor = after?.split(separator: "~", maxSplits: 1).map(String.init) ?? []
        let opened = cursor.first.flatMap { Int64($0) } ?? .max
        let kinds = Procedures.all.map { $0.kind }
        let principals = actor.principals
        return try query(
            """
            SELECT \(Self.header("c"))
            FROM case_devices d JOIN cases c ON c.number = d.number
            WHERE d.device = ? AND c.kind IN (\(placeholders(kinds.count))) AND (c.opened < ? OR (c.opened = ? AND c.number < ?))
                AND EXISTS (SELECT 1 FROM case_audience a WHERE a.number = c.number
                    AND a.principal IN (\(placeholders(principals.count))))
            ORDER BY c.opened DESC, c.number DESC LIMIT ?
            """,
            [.text(serial)] + kinds.map { .text($0) } + [.integer(opened), .integer(opened), .text(cursor.last ?? "")]
                + principals.map { .text($0) } + [.integer(Int64(DeviceReading.portion + 1))]
        ).map { try CaseHeader($0) }
    }

    /// Arrivals, departures and swaps in these cases, the latest first.
    fileprivate func visits(of numbers: [String]) throws -> [VisitEntry] {
        let verbs = [DispatchOrder.Arrive.verb, DispatchOrder.Leave.verb, DispatchOrder.SwapPart.verb]
        return try query(
            """
            SELECT \(JournalEntry.columns) FROM journal WHERE number IN (\(placeholders(numbers.count)))
                AND verb IN (\(placeholders(verbs.count))) ORDER BY id DESC LIMIT 200
            """, numbers.map { .text($0) } + verbs.map { .text($0) }
        ).map { VisitEntry(try JournalEntry($0)) }
    }
}
