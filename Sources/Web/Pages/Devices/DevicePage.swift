import HTML
import Handbook
import Operations

/// The life of a device: what a scan of its barcode opens, so what it is and by what it is covered stand first and large.
struct DevicePage: View {
    let reading: DeviceReading
    let guest: Guest
    /// What was written about its model and boards.
    var near = NearLibrary.nothing

    var title: Text { Text(reading.device.code, reading.device.code) }
    let section = Section.devices

    private var device: Device { reading.device }
    private var entry: EntryReading { reading.entry }
    private var edition: Edition { entry.reading.edition }
    private func named(_ kind: String, _ code: String) -> String { entry.titles["\(kind):\(code)"] ?? code }

    func write(on page: Page) {
        head(on: page)
        page.div("cols") {
            page.div("main-col") {
                openCases(on: page)
                boards(on: page)
                page.h2(nil, .id("events"), say: Text("履历", "Its life"))
                events(on: page)
            }
            page.aside {
                cover(on: page)
                place(on: page)
                NearShelf(near: near).write(on: page)
                acts(on: page)
            }
        }
    }

    private func head(on page: Page) {
        page.div("device-head") {
            page.p("no") {
                page.a(nil, .href("/devices"), say: Text("设备档案", "Installed base"))
                page.text("　")
                page.text([reading.family?.name, reading.family?.vendor].compactMap { $0 }.joined(separator: " · "))
                if !entry.header.isOpen {
                    page.text("　")
                    page.tag(Standing.retired.name)
                }
            }
            page.h1("serial", text: device.code)
            page.p("device-model") {
                page.text(reading.model?.name ?? device.model.text)
                page.text("　")
                page.caseLink("\(Site.kind):\(device.site)", named(Site.kind, device.site.text))
                if let place = [device.room, device.position].compactMap({ $0 }).joined(separator: " ").nonEmpty {
                    page.text("　\(place)")
                }
            }
            page.div("device-now") {
                CoverMark(reading.cover).write(on: page)
                if let version = device.version { page.tag(Text("版本 \(version)", "version \(version)")) }
                let open = reading.openCases.count
                if open > 0 { page.tag(Text("\(open) 件未结", "\(open) open"), .risk) }
                if guest.isStaff {
                    page.a(
                        "no", .href(address("/labels/\(Device.kind)", ["n": device.code])), say: Text("打印标签", "Print its label"))
                }
            }
            if let receive = Procedures.declared[ServiceRequest.kind]?.activity("receive"), guest.takes(receive),
                entry.header.isOpen
            {
                page.a(
                    "btn big", .href(address("/new/\(ServiceRequest.kind)/\(receive.verb)", ["serial": device.code])),
                    say: Text("报修", "Report a fault"))
            }
        }
    }

    private func openCases(on page: Page) {
        if reading.openCases.isEmpty { return }
        page.heading(Text("未结事项", "Open cases"), reading.openCases.count)
        page.ul("sheet ruled refs") {
            for header in reading.openCases {
                page.li {
                    page.caseLink(header.number, header.number)
                    page.span(text: header.title)
                    if let procedure = Procedures.declared[header.kind] { page.tag(procedure.name(ofStage: header.stage)) }
                }
            }
        }
    }

    private func boards(on page: Page) {
        if reading.boards.isEmpty { return }
        page.heading(Text("板卡", "Boards"), reading.boards.count)
        page.list(Self.boardColumns, reading.boards, mark: { .id("board-\($0.board.serial)") }) { cover, cell in
            let board = cover.board
            cell(text: board.slot ?? "—")
            cell { link("/parts/\(board.part.text.percentEncoded)", named(Part.kind, board.part.text), on: page) }
            cell {
                link(address("/parts/\(board.part.text.percentEncoded)", ["serial": board.serial]), board.serial, on: page)
            }
            cell { until(cover, on: page) }
        }
    }

    private static let boardColumns = [
        Column("槽位", "Slot", .short), Column("部件", "Part"), Column("序列号", "Serial", .code), Column("保修至", "Cover until"),
    ]

    /// The way to the stock is the staff's.
    private func link(_ path: String, _ words: String, on page: Page) {
        if guest.isStaff { page.a(nil, .href(path), text: words) } else { page.text(words) }
    }

    private func until(_ cover: DeviceReading.BoardCover, on page: Page) {
        if let until = cover.board.coverUntil {
            page.span(text: until.iso)
            page.text(" ")
            if until < reading.today { page.tag(Text("已过", "over"), .risk) }
        } else {
            page.text("—")
        }
        if cover.reasons.isEmpty { return }
        page.details("why") {
            page.summary(say: Text("依据", "Why"))
            page.ul {
                for reason in cover.reasons {
                    page.li {
                        page.say(reason.text)
                        page.clause(reason.clause)
                    }
                }
            }
        }
    }

    /// By what it is covered now, each statement with its clause.
    private func cover(on page: Page) {
        page.h2(say: Text("维保", "Cover"))
        page.div("sheet pad") {
            if let contract = reading.cover.contract {
                page.p {
                    page.caseLink("\(Contract.kind):\(contract.code)", contract.name)
                    page.clause("12.1.1")
                }
                page.p(
                    "no",
                    say: contract.devices.contains(ID(device.code))
                        ? Text("合同列有本设备，至 \(contract.to.iso)", "The contract names this device, until \(contract.to.iso)")
                        : Text("合同列有本局点，至 \(contract.to.iso)", "The contract names this site, until \(contract.to.iso)"))
                page.dl {
                    level(Text("响应", "Response"), contract.response, "12.2.1(1)", on: page)
                    if let restore = contract.restore { level(Text("恢复", "Restore"), restore, "12.1.1", on: page) }
                    level(Text("到场", "Arrival"), contract.arrival, "12.2.5/5", on: page)
                    level(Text("现场", "On site"), Self.word(contract.coversOnSite, page), "12.2.5", on: page)
                    level(Text("备件先行", "Advance spares"), Self.word(contract.coversAdvanceReplacement, page), "12.2.4", on: page)
                    level(Text("坏件保留", "Retention"), Self.word(contract.coversRetention, page), "12.2.3(e)", on: page)
                }
            } else if reading.cover.state == .uncovered {
                page.p {
                    page.say("不在合同和保修内，先报价", "Out of contract and warranty: quote first")
                    page.clause("12.2.7")
                }
            }
            page.dl {
                page.dt(say: Text("保修", "Warranty"))
                page.dd {
                    if let until = device.warrantyUntil {
                        page.text(until.iso)
                        page.text(" ")
                        page.tag(
                            until < reading.today ? Text("已过", "over") : Text("在保", "running"),
                            until < reading.today ? .risk : .done)
                    } else {
                        page.text("—")
                    }
                    page.clause("12.2.3")
                }
            }
        }
    }

    private func level(_ label: Text, _ value: String, _ clause: String, on page: Page) {
        page.dt(say: label)
        page.dd {
            page.text(value)
            page.clause(clause)
        }
    }

    private static func word(_ isCovered: Bool, _ page: Page) -> String {
        Text(isCovered ? "含" : "不含", isCovered ? "covered" : "not covered").text(in: page.language)
    }

    private func place(on page: Page) {
        page.h2(say: Text("所在", "Where it is"))
        page.div("sheet pad") {
            page.dl {
                page.dt(say: Text("客户", "Customer"))
                page.dd { page.caseLink("\(Customer.kind):\(device.customer)", named(Customer.kind, device.customer.text)) }
                page.dt(say: Text("局点", "Site"))
                page.dd { page.caseLink("\(Site.kind):\(device.site)", named(Site.kind, device.site.text)) }
                if let region = edition.organization.region(device.region) {
                    page.dt(say: Text("区域", "Region"))
                    page.dd(say: region.name)
                }
                if let end = reading.model?.endOfProduction {
                    page.dt(say: Text("停产", "Out of production"))
                    page.dd {
                        page.text(end.iso)
                        page.clause("12.2.3(c)")
                    }
                }
            }
        }
    }

    private func acts(on page: Page) {
        page.div("others") {
            page.a("btn q small", .href("/cases/device:\(device.code.percentEncoded)"), say: Text("档案与修改记录", "Record and history"))
            for ready in entry.reading.readiness where ["amend", "attach", "comment"].contains(ready.activity.verb) {
                page.a(
                    "btn q small", .href(ActivityForm.path(to: ready.activity.verb, at: .at(number: entry.header.number))),
                    say: ready.activity.title)
            }
        }
    }
}

extension String {
    /// The text, or nil where it is empty.
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
