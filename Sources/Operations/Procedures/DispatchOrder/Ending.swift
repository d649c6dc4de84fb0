import Handbook

extension DispatchOrder {
    /// Refreshes the device records from the swaps and changes of the visits (13/060).
    struct RefreshDeviceRecord: Activity {
        static let row = Row<Stage>(
            "060", "刷新设备档案", "Refresh device record", by: .technicalManager, from: [.reviewed], to: .refreshed,
            clauses: ["13/060", "13.4(4)"])
        static let guards: [Guard<Self>] = [
            .before("13/060", "设备有变动", "A device was changed") { order, _ in
                .met(if: order.changedDevices, else: Text("设备没有变动，可直接关闭", "Nothing was changed: close it"))
            }
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool { order.changedDevices }

        @Input("说明", "Note") var note: String?

        func perform(on order: inout DispatchOrder, in work: Work) throws {
            // A swap that broke 3.2.6 is in the device all the same, and so in its record.
            let others = order.swaps.map(\.device).filter { !order.devices.contains($0) }
            for code in order.devices + Set(others).sorted(by: { $0.text < $1.text }) {
                let swaps = try order.swaps.filter { $0.device == code }.map { try order.change($0, in: work) }
                let version = order.log.last { $0.device == code && $0.newVersion != nil }?.newVersion
                if swaps.isEmpty && version == nil { continue }
                work.perform(
                    RefreshDevice.self, on: code,
                    ["order": .text(work.number), "swaps": .list(swaps), "version": version.map { .text($0) } ?? .null])
            }
        }
    }

    /// Closes the order: receipt and record in, signed, device records refreshed, nothing left open (13/070).
    struct Close: Activity {
        static let row = Row<Stage>(
            "070", "关闭", "Close", by: .technicalManager, from: [.reviewed, .refreshed], to: .closed,
            otherThan: [SubmitReceipt.self],
            clauses: ["13/070", "13.4(4)"])
        static let guards: [Guard<Self>] = [
            .before("13/070", "回执和记录齐", "Receipt and record are in") { order, work in
                .met(
                    if: try order.receipt != nil && PaperShelf.latest(.workRecord, of: work.number, in: work.session) != nil,
                    else: Text("请先交回执和工作记录", "Hand receipt and work record in first"))
            },
            .before("12.2.5/8", "客户已签字", "The customer signed") { order, _ in
                .met(
                    if: order.signature != nil,
                    else: Text(
                        "工作记录尚欠签字：发链接，或附签字盖章扫描件", "The record is not signed: send the link, or attach the signed or stamped scan"))
            },
            .before("13/060", "设备档案已刷新", "The device records are refreshed") { order, work in
                .met(
                    if: !order.changedDevices || work.header.stage == Stage.refreshed.rawValue,
                    else: Text("请先刷新设备档案", "Refresh the device record first"))
            },
            .before("13.4(3)", "没有未交回的备件", "No spares are open") { _, work in
                let open = try work.openSpares()
                return .met(
                    if: open.isEmpty,
                    else: Text(
                        "请交回 \(open.joined(separator: "、"))，或登记欠件",
                        "Bring back \(open.joined(separator: ", ")), or register it as owed"))
            },
            .before("1.7.2(6)", "详细报告已放行", "The detailed report is released") { order, _ in
                .met(
                    if: order.receipt.map { !$0.isDetailed || $0.isReleased } ?? true,
                    else: Text("详细报告须先经服务经理审核", "The service manager reviews the detailed report first"))
            },
        ]

        static func isAwaited(_ order: DispatchOrder, at stage: String) -> Bool {
            !order.changedDevices || stage == Stage.refreshed.rawValue
        }

        @Input("归档说明", "Filing note") var note: String?

        func perform(on order: inout DispatchOrder, in work: Work) { order.measures["closed"] = work.now.milliseconds }
    }

    /// Calls the order off, as long as no work on the customer's equipment has begun.
    struct Cancel: Activity {
        static let row = Row<Stage>(
            "–", "取消", "Cancel", by: .technicalManager, from: [.raised, .assigned, .accepted], to: .cancelled, isByway: true,
            clauses: ["13/020"])
        static let guards: [Guard<Self>] = [
            .before("13.4(3)", "没有未交回的备件", "No spares are open") { _, work in
                let open = try work.openSpares()
                return .met(
                    if: open.isEmpty,
                    else: Text("请先交回 \(open.joined(separator: "、"))", "Bring back \(open.joined(separator: ", ")) first"))
            },
            .before("13/040", "尚未在设备上动工", "No work on the equipment has begun") { order, _ in
                .met(if: order.visits.isEmpty, else: Text("已有到场，请办完此单", "There was a visit already: bring the order to its end"))
            },
        ]

        @Input("原因", "Reason", 2...500) var reason: String

        func perform(on order: inout DispatchOrder, in work: Work) {
            for person in [order.engineer].compactMap({ $0 }) + order.helpers {
                work.tell(.person(person), Text("\(work.number) 已取消：\(reason)", "\(work.number) is called off: \(reason)"))
            }
        }
    }
}

extension DispatchOrder {
    /// A swap as the device's record takes it, with the new board's cover worked out (12.2.3(f)).
    fileprivate func change(_ swap: Swap, in work: Work) throws -> Value {
        let device = try work.find(swap.device)
        let old = device.boards.first { $0.serial == swap.oldSerial }
        let day = work.edition.time.day(of: swap.at)
        let cover = ReplacementCover(originalEnd: old?.coverUntil ?? device.warrantyUntil ?? day, from: day).find(in: work.edition)
        return [
            "part": .text(swap.part.text), "oldSerial": .text(swap.oldSerial), "newSerial": .text(swap.newSerial),
            "slot": (swap.slot ?? old?.slot).map { .text($0) } ?? .null, "coverUntil": .text(cover.end.iso),
        ]
    }
}
