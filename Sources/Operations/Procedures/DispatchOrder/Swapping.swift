import Handbook

extension DispatchOrder {
    /// A board was swapped (12.2.5(a)): recorded as it was; the ledger moves what the order held, the faulty part is held or owed.
    struct SwapPart: Activity {
        static let row = Row<Stage>(
            "040", "更换部件", "Swap part", by: .orderEngineer, from: [.onSite], isReport: true, clauses: ["12.2.5(a)", "12.2.5(b)"])
        static let guards: [Guard<Self>] = [
            .given("3.2.6", "只动本单的设备", "Only devices of this order are touched", field: "device") { swap, order, _ in
                .met(
                    if: order.devices.contains(swap.device),
                    else: Text("\(swap.device) 不在本单", "\(swap.device) is not on this order"))
            },
            .given("13/035", "新件由本单领出", "The new part was issued for this order", field: "newSerial") { swap, _, work in
                .met(
                    if: try work.isHeld(swap.part, swap.newSerial, by: .order(work.number)),
                    else: Text(
                        "\(swap.newSerial) 未经本单领料，请补办并核对库存",
                        "\(swap.newSerial) was not issued for this order: book it and check the stock"))
            },
            .given("15.1(b)", "旧件的去处与账相符", "The old part is where the ledger has it", field: "oldSerial") { swap, order, work in
                let place = try work.place(of: swap.part, swap.oldSerial)
                return .met(
                    if: place == nil || place == StockAccount.site(order.site?.text ?? "").text,
                    else: Text(
                        "账上 \(swap.oldSerial) 在 \(place ?? "")，请核对序列号和库存",
                        "The ledger has \(swap.oldSerial) in \(place ?? ""): check the serial and the stock"))
            },
            .given("12.2.5(b)", "坏件带回", "The faulty part is taken back", field: "isTakenBack") { swap, _, work in
                .met(
                    if: swap.isTakenBack,
                    else: Text(
                        "坏件留在现场，须在 \(work.edition.limits.faultyPartReturn.value) 个工作日内寄回",
                        "The faulty part stays: it is due back within \(work.edition.limits.faultyPartReturn.value) working days"))
            },
        ]

        @Input("设备", "Device") var device: ID<Device>
        @Input("部件", "Part") var part: ID<Part>
        @Input(code: "旧序列号", "Old serial") var oldSerial: String
        @Input(code: "新序列号", "New serial") var newSerial: String
        @Input("槽位", "Slot") var slot: String?
        @Input("在运行中", "In live service") var isLive: Bool
        @Input("坏件已带回", "The faulty part is taken back", clause: "12.2.5(b)") var isTakenBack: Bool
        @Input("留下的原因", "Why it stays") var reason: String?
        @Input(
            "包装", "Packing",
            items: [
                ChecklistItem("packing", "3.2.11", "坏件用备件的包装和防静电袋", "The faulty part is in the spare's packing and antistatic bag"),
                ChecklistItem("antistatic", "3.2.10", "操作时防静电", "Antistatic wear"),
            ]) var packing: Checklist

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            order.swaps.append(
                Swap(
                    at: work.now, device: device, part: part, oldSerial: oldSerial, newSerial: newSerial, slot: slot,
                    isTakenBack: isTakenBack, isLive: isLive))
            order.voidSignature(in: work)
            let site = StockAccount.site(order.site?.text ?? "")
            if try work.isHeld(part, newSerial, by: .order(work.number)) {
                work.move(
                    part, serial: newSerial, quantity: 1, from: .order(work.number), to: site,
                    purpose: Text("装入 \(device)", "Fitted into \(device)"))
            }
            if isTakenBack {
                // Where the ledger has it elsewhere the report stands all the same, and the books are put right by hand.
                let place = try work.place(of: part, oldSerial)
                if place == nil || place == site.text {
                    work.move(
                        part, serial: oldSerial, quantity: 1, from: place == nil ? .outside : site, to: .order(work.number),
                        purpose: Text("换下坏件", "Faulty part taken out"))
                }
            } else {
                let days = work.edition.limits.faultyPartReturn.value
                try work.owe(
                    Debt(
                        kind: .faultyPart, part: part.text, serial: oldSerial,
                        due: try work.edition.calendar.endOfWorkingDay(days, after: work.today),
                        reason: reason ?? ""))
                work.attest("12.2.5(c)")
            }
        }
    }

    /// Registers a spare that was not brought back, as a part owed with its own clock.
    struct OwePart: Activity {
        static let row = Row<Stage>(
            "040", "登记欠件", "Owe part", by: .leadEngineer, from: [.left, .handedIn, .reviewed, .refreshed], clauses: ["13.4(3)"])
        static let guards: [Guard<Self>] = [
            .given("13.4(3)", "本单名下有此件且尚未登记", "The order holds the part, and it is not owed yet", field: "serial") { owe, _, work in
                .met(
                    if: try work.openSpares().contains("\(owe.part) \(owe.serial)"),
                    else: Text("本单名下没有 \(owe.serial)，或已登记欠件", "The order does not hold \(owe.serial), or it is owed already"))
            }
        ]

        @Input("部件", "Part") var part: ID<Part>
        @Input(code: "序列号", "Serial") var serial: String
        @Input("原因", "Reason", 2...500) var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            let days = work.edition.limits.faultyPartReturn.value
            try work.owe(
                Debt(
                    kind: .spare, part: part.text, serial: serial,
                    due: try work.edition.calendar.endOfWorkingDay(days, after: work.today), reason: reason))
        }
    }
}

extension Work {
    /// Whether an account holds that serial of a part.
    func isHeld(_ part: ID<Part>, _ serial: String, by account: StockAccount) throws -> Bool {
        try session.first(
            "SELECT 1 AS one FROM stock_balances WHERE account = ? AND part = ? AND serial = ? AND quantity > 0", account.text,
            part.text,
            serial) != nil
    }

    /// The account in which the ledger has that serial of a part; nil where it is outside the house.
    func place(of part: ID<Part>, _ serial: String) throws -> String? {
        try session.first(
            "SELECT account FROM stock_balances WHERE part = ? AND serial = ? AND quantity > 0 AND account <> ? LIMIT 1", part.text,
            serial,
            StockAccount.outside.text
        )?.text("account")
    }

    /// What this order still holds and has not registered as owed.
    func openSpares() throws -> [String] {
        let owed = Set(
            try session.query("SELECT part, serial FROM debts WHERE number = ? AND settled IS NULL", number).map {
                try $0.text("part") + " " + $0.text("serial")
            })
        return try StockBook.holdings(of: .order(number), in: session).map { "\($0.part) \($0.serial)" }.filter {
            !owed.contains($0)
        }
    }
}
