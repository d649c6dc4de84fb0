import Handbook

extension DispatchOrder {
    /// Consumables that were used up on site: they leave the order's account for the site's (15.1(b)).
    struct UseParts: Activity {
        static let row = Row<Stage>(
            "040", "耗材使用", "Use parts", by: .orderEngineer, from: [.onSite, .left], isReport: true, clauses: ["15.1(b)"])
        static let guards: [Guard<Self>] = [
            .given("15.1(b)", "有序列号的按更换登记", "What has a serial is told as a swap", force: .refuse, field: "lines") { use, _, work in
                for line in use.lines where try work.find(line.part).isSerialised {
                    return .unmet(remedy: Text("\(line.part) 有序列号，请用“更换部件”", "\(line.part) has serials: tell it as a swap"))
                }
                return .met
            },
            .given("13/035", "耗材由本单领出", "They were issued for this order", field: "lines") { use, _, work in
                for line in use.lines where try work.held(line.part, by: .order(work.number)) < line.count {
                    return .unmet(
                        remedy: Text("\(line.part) 领出的不够，请核对库存", "Not so many of \(line.part) were issued: check the stock"))
                }
                return .met
            },
        ]

        @Input("耗材", "Consumables", 1...50) var lines: [PartLine]

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            for line in lines {
                // What was never issued can't leave the order's account: the breach tells of it.
                let used = min(line.count, try work.held(line.part, by: .order(work.number)))
                guard used > 0 else { continue }
                work.move(
                    line.part, serial: nil, quantity: used, from: .order(work.number), to: .site(order.site?.text ?? ""),
                    purpose: Text("\(work.number) 用于现场", "Used on site for \(work.number)"))
            }
        }
    }
}

extension Work {
    /// How many of a consumable an account holds.
    fileprivate func held(_ part: ID<Part>, by account: StockAccount) throws -> Int {
        try StockBook.holdings(of: account, in: session).filter { $0.part == part.text }.reduce(0) { $0 + $1.quantity }
    }
}
