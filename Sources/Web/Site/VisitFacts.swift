import HTML
import Handbook
import Operations

/// What one must know at the gate and in the room: whom to call, how to get in, the ticket, the devices and what one carries.
struct VisitFacts {
    let visit: SiteVisit
    let now: Instant

    func write(on page: Page) {
        page.p("visit-who") {
            if let appointment = visit.appointment {
                page.b { page.shortInstant(appointment, seenAt: now) }
                page.say("　约 \(visit.minutes) 分钟", "  about \(visit.minutes) minutes")
            }
            if let ticket = visit.ticket { page.say("　工作票 \(ticket.number)", "  ticket \(ticket.number)") }
        }
        page.details("visit-facts") {
            page.summary(say: Text("联系人、进出、设备、备件", "Contacts, access, devices, parts"))
            page.dl {
                people(on: page)
                place(on: page)
                things(on: page)
                limits(on: page)
            }
        }
    }

    private func people(on page: Page) {
        for contact in visit.contacts {
            page.dt(say: Text("客户联系人", "Contact"))
            page.dd {
                page.text([contact.name, contact.post ?? ""].joined(separator: " "))
                page.text(" ")
                page.a(nil, .href("tel:\(contact.phone)"), text: contact.phone)
            }
        }
        for colleague in visit.crew {
            page.dt(say: Self.part(colleague.part))
            page.dd {
                page.text(colleague.name + " ")
                if let phone = colleague.phone { page.a(nil, .href("tel:\(phone)"), text: phone) }
            }
        }
    }

    private func place(on page: Page) {
        if let site = visit.site {
            fact("地址", "Address", [site.city, site.address].compactMap { $0 }.joined(separator: " "), on: page)
            fact("机房", "Rooms", site.rooms.joined(separator: "、"), on: page)
            fact("进出规定", "Access rules", site.accessRules ?? "", clause: "3.2.2", on: page)
            if site.isUnattended {
                fact(
                    "无人值守", "Unattended", Text("须写明商定的防护", "Say what was agreed for protection").text(in: page.language),
                    clause: "12.2.5/note-4", on: page)
            }
            for period in site.sensitivePeriods where period.to > now {
                fact(
                    "敏感时段", "Sensitive period",
                    "\(period.name) \(page.time.label(period.from, page.language)) – \(page.time.label(period.to, page.language))",
                    clause: "1.4.4", on: page)
            }
        }
        if let ticket = visit.ticket {
            fact(
                "工作票", "Work ticket",
                "\(ticket.number)，\(ticket.leader)，\(page.time.label(ticket.from, page.language)) – \(page.time.label(ticket.to, page.language))",
                on: page)
        }
    }

    private func things(on page: Page) {
        for device in visit.devices {
            fact(
                "设备", "Device",
                [device.serial, device.model, device.version ?? "", device.place].filter { !$0.isEmpty }.joined(separator: "　"),
                on: page)
            for board in device.boards {
                fact(
                    "板卡", "Board", [board.slot ?? "", board.name, board.serial].filter { !$0.isEmpty }.joined(separator: "　"),
                    on: page)
            }
        }
        for part in visit.held {
            fact(
                "随带备件", "Carried", "\(part.name) \(part.serial.isEmpty ? "× \(part.quantity)" : part.serial)", on: page)
        }
        if !visit.operations.isEmpty {
            fact("已同意的操作", "Operations agreed", visit.operations.joined(separator: "、"), clause: "3.2.8", on: page)
        }
    }

    private func limits(on page: Page) {
        let limits = visit.edition.limits
        fact(
            "时限", "Limits",
            Text(
                "延误至少提前 \(limits.delayNotice.value) 分钟告知；到场容差 \(limits.arrivalTolerance.value) 分钟；\(limits.recordHandIn.value) 个工作日内交回；坏件 \(limits.faultyPartReturn.value) 个工作日内寄回",
                "Tell of a delay \(limits.delayNotice.value) minutes ahead; \(limits.arrivalTolerance.value) minutes of tolerance; hand in within \(limits.recordHandIn.value) working days; faulty parts back within \(limits.faultyPartReturn.value)"
            ).text(in: page.language), clause: "3.1.5", on: page)
    }

    private func fact(_ chinese: String, _ english: String, _ text: String, clause: String? = nil, on page: Page) {
        if text.isEmpty { return }
        page.dt(say: Text(chinese, english))
        page.dd {
            page.text(text)
            if let clause { page.clause(clause) }
        }
    }

    private static func part(_ part: String) -> Text {
        switch part {
        case "lead": Text("现场工程师", "Field engineer")
        case "helper": Text("随工", "Helper")
        default: Text("派工经理", "Sent by")
        }
    }
}
