import Handbook
import Operations

/// Enters the seeded company's registers, through the desk like any other change.
struct SeedRegisters {
    let company: SeedCompany
    let first: Day
    let last: Day
    let time: ServiceTime

    /// One entry of a register.
    private typealias Entry = (kind: String, input: [String: Value])

    /// Enters everything, what is referred to before what refers to it; entries that don't are entered side by side.
    func enter(at desk: Desk) async throws {
        for batch in [families, models, parts, staff, customers, places, devices, agreements, people, skills] {
            try await enter(batch, at: desk)
        }
    }

    private func enter(_ entries: [Entry], at desk: Desk) async throws {
        var rest = entries[...]
        while !rest.isEmpty {
            let some = rest.prefix(64)
            rest = rest.dropFirst(64)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for entry in some {
                    group.addTask {
                        var submission = Submission(by: Actor.console.person, .new(kind: entry.kind), "enter", entry.input)
                        submission.source = .import
                        try await desk.perform(submission)
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    private var families: [Entry] {
        [
            ("family", ["code": "server", "name": "服务器", "grading": "server", "vendor": "rushan"]),
            ("family", ["code": "management", "name": "网管", "grading": "management", "vendor": "rushan"]),
            ("warehouse", ["code": "jn-main", "name": "济南备件库", "region": "shandong"]),
            ("warehouse", ["code": "bj-main", "name": "北京备件库", "region": "beijing"]),
        ]
    }

    private var models: [Entry] {
        [
            ("ot-6800", "OT 6800", "optical"), ("xk-2200", "XK 2200", "storage"), ("rs-2280", "RS 2280", "server"),
            ("rs-5885", "RS 5885", "server"), ("nm-900", "NM 900", "management"), ("nm-960", "NM 960", "management"),
        ].map { code, name, family in ("model", ["code": .text(code), "name": .text(name), "family": .text(family)]) }
    }

    private var parts: [Entry] {
        [
            ("psu-ot", "OT 电源模块", "optical", 320_000), ("ctl-xk", "XK 控制器", "storage", 2_800_000),
            ("mem-32", "32G 内存", "server", 140_000),
            ("fan-rs", "RS 风扇", "server", 60_000), ("ssd-nm", "网管固态盘", "management", 180_000),
            ("card-nm", "网管接口卡", "management", 240_000),
        ].map { code, name, family, price in
            (
                "part",
                [
                    "code": .text(code), "name": .text(name), "family": .text(family), "isSerialised": true,
                    "listPrice": .integer(Int64(price)),
                ]
            )
        }
    }

    private var staff: [Entry] {
        let all: [(code: String, name: String, region: String, city: String, roles: [(role: String, region: String?)])] = [
            ("han-xue", "韩雪", "jiangsu", "南京", [("engineer", "jiangsu"), ("network-engineer", "jiangsu")]),
            ("cao-manager", "曹斌", "shandong", "济南", [("technical-manager", "shandong"), ("project-manager", nil)]),
            ("peng-fei", "彭飞", "shandong", "济南", [("engineer", "shandong")]),
            ("dong-na", "董娜", "shandong", "青岛", [("engineer", "shandong"), ("reviewer", nil)]),
            ("xu-manager", "许峰", "beijing", "北京", [("technical-manager", "beijing"), ("authorization-team", nil)]),
            ("jiang-tao", "姜涛", "beijing", "北京", [("engineer", "beijing")]),
            ("tang-yue", "唐悦", "beijing", "北京", [("engineer", "beijing")]),
            ("deng-store", "邓琳", "jiangsu", "苏州", [("storekeeper", nil), ("procurement", nil)]),
            (
                "liang-lan", "梁岚", "shanghai", "上海",
                [("department-head", nil), ("president-office", nil), ("management", nil)]
            ),
        ]
        return all.enumerated().map { index, person in
            (
                "person",
                [
                    "code": .text(person.code), "name": .text(person.name), "region": .text(person.region),
                    "city": .text(person.city),
                    "employment": "employed", "phone": .text("1390000010\(index)"),
                    "grants": .list(
                        person.roles.map { ["role": .text($0.role), "region": $0.region.map { .text($0) } ?? .null] }),
                ]
            )
        }
    }

    private var customers: [Entry] {
        company.clients.enumerated().map { index, client in
            (
                "customer",
                [
                    "code": .text(client.code), "name": .text(client.name), "region": .text(client.region.code),
                    "grade": .text(["A", "B", "B", "C"][index % 4]), "asksCallback": .bool(client.asksCallback),
                ]
            )
        }
    }

    private var places: [Entry] {
        company.places.map { place in
            (
                "site",
                [
                    "code": .text(place.code), "name": .text(place.name), "customer": .text(place.client.code),
                    "region": .text(place.client.region.code), "city": .text(place.city), "rooms": [.text(place.room)],
                    "isUnattended": .bool(place.isUnattended), "asksWorkTicket": .bool(place.asksTicket),
                    "sensitivePeriods": .list(
                        place.sensitive.map { days in
                            [
                                [
                                    "name": "重大活动保电", "from": .integer(time.start(of: days.lowerBound).milliseconds),
                                    "to": .integer(time.end(of: days.upperBound).milliseconds),
                                ]
                            ]
                        } ?? []),
                ]
            )
        }
    }

    private var devices: [Entry] {
        company.units.map { unit in
            (
                "device",
                [
                    "code": .text(unit.code), "model": .text(unit.model), "customer": .text(unit.place.client.code),
                    "site": .text(unit.place.code), "region": .text(unit.place.client.region.code), "room": .text(unit.place.room),
                    "version": "V100R021", "warrantyUntil": .text(unit.warrantyUntil.iso),
                    "boards": .list(
                        unit.boards.map { board in
                            [
                                "part": .text(board.part), "serial": .text(board.serial), "slot": .text(board.slot),
                                "coverUntil": .text(unit.warrantyUntil.iso),
                            ]
                        }),
                ]
            )
        }
    }

    /// The contracts that hold when the year begins; the others are entered when they are renewed.
    private var agreements: [Entry] {
        company.clients.compactMap { client in
            client.agreements.first.map { ("contract", Self.contract($0, of: client, at: company.places)) }
        }
    }

    /// A contract as it is entered: it covers every site of the customer.
    static func contract(
        _ agreement: SeedCompany.Agreement, of client: SeedCompany.Client, at places: [SeedCompany.Place]
    ) -> [String: Value] {
        [
            "code": .text(agreement.code), "name": .text("\(client.name)维保"), "customer": .text(client.code),
            "region": .text(client.region.code), "from": .text(agreement.from.iso), "to": .text(agreement.to.iso),
            "response": .text(agreement.response), "restore": agreement.restore.map { .text($0) } ?? .null,
            "arrival": .text(agreement.arrival), "coversOnSite": true, "coversAdvanceReplacement": .bool(agreement.restore != nil),
            "sites": .list(places.filter { $0.client.code == client.code }.map { .text($0.code) }),
        ]
    }

    private var people: [Entry] {
        company.clients.flatMap { client -> [Entry] in
            let contact: [String: Value] = [
                "code": .text("k-\(client.code)"), "name": .text(client.contact), "customer": .text(client.code),
                "region": .text(client.region.code), "phone": .text(client.phone),
            ]
            guard let portal = client.portal else { return [("contact", contact)] }
            return [
                ("contact", contact),
                (
                    "person",
                    [
                        "code": .text(portal), "name": .text(client.contact), "employment": "outside",
                        "customer": .text(client.code),
                        "phone": .text(client.phone), "grants": [["role": "customer"]],
                    ]
                ),
            ]
        }
    }

    /// Levels and certificates: what the demonstration's own engineers hold stays as it is there.
    private var skills: [Entry] {
        let held: [(person: String, family: String, level: String)] = [
            ("zhang-wei", "storage", "junior"), ("zhang-wei", "server", "intermediate"), ("lin-tao", "server", "intermediate"),
            ("lin-tao", "management", "senior"), ("sun-yu", "management", "intermediate"), ("sun-yu", "storage", "junior"),
            ("gao-yuan", "storage", "intermediate"), ("gao-yuan", "server", "senior"), ("ma-jun", "optical", "intermediate"),
            ("ma-jun", "server", "intermediate"), ("han-xue", "optical", "senior"), ("han-xue", "server", "junior"),
            ("han-xue", "management", "senior"), ("ma-jun", "management", "junior"), ("peng-fei", "optical", "senior"),
            ("peng-fei", "storage", "intermediate"), ("peng-fei", "management", "junior"), ("dong-na", "server", "senior"),
            ("dong-na", "management", "intermediate"), ("dong-na", "optical", "junior"), ("jiang-tao", "optical", "intermediate"),
            ("jiang-tao", "storage", "senior"), ("jiang-tao", "server", "intermediate"), ("tang-yue", "management", "senior"),
            ("tang-yue", "server", "intermediate"), ("tang-yue", "storage", "junior"),
        ]
        var entries: [Entry] = held.map { level in
            (
                "level",
                [
                    "code": .text("\(level.person).\(level.family)"), "person": .text(level.person), "family": .text(level.family),
                    "level": .text(level.level), "since": .text(first.adding(-200).iso),
                ]
            )
        }
        let engineers = SeedRegion.all.flatMap(\.engineers)
        for (index, person) in engineers.enumerated() {
            entries.append(certificate("RS-\(400 + index)", person, "rushan", until: last.adding(40 + index * 30)))
            if index >= 5 {
                entries.append(certificate("HC-\(500 + index)", person, "huawei", until: last.adding(60 + index * 25)))
            }
        }
        return entries
    }

    private func certificate(_ code: String, _ person: String, _ vendor: String, until: Day) -> Entry {
        (
            "certificate",
            ["code": .text(code), "person": .text(person), "vendor": .text(vendor), "name": "认证工程师", "expires": .text(until.iso)]
        )
    }
}
