import HTML
import Handbook
import Operations

extension DevicePage {
    /// What happened to the device, the latest first: each with its case.
    func events(on page: Page) {
        page.ol("sheet ruled tl") {
            for event in reading.events {
                page.li {
                    page.shortInstant(event.at, seenAt: reading.entry.reading.now)
                    page.div { write(event, on: page) }
                }
            }
        }
        if let next = reading.next {
            page.further(
                address("/devices/\(reading.device.code.percentEncoded)", ["after": next]) + "#events",
                Text("更早的事项", "Earlier cases"))
        }
    }

    private func write(_ event: DeviceEvent, on page: Page) {
        page.p {
            page.b(say: event.kind.name)
            page.text(" ")
            if event.number != reading.entry.header.number {
                page.caseLink(event.number, event.number)
                page.text(" ")
            }
            if let text = event.text { page.say(text) }
            if let person = event.person {
                page.text(" ")
                page.em { page.doer(person, reading.people[person] ?? person) }
            }
        }
        if !event.changes.isEmpty, event.kind != .entered {
            FieldChanges(changes: event.changes, titles: reading.entry.titles, edition: reading.entry.reading.edition).write(
                on: page)
        }
    }
}

extension DeviceEvent.Kind {
    /// What the event is called.
    var name: Text {
        switch self {
        case .entered: Text("登记入档", "Entered")
        case .moved: Text("迁移", "Moved")
        case .version: Text("版本变更", "Version changed")
        case .changed: Text("档案变更", "Record changed")
        case .retired: Text("停用", "Retired")
        case .fault: Text("报修", "Fault reported")
        case .order: Text("派工", "Order")
        case .arrived: Text("到场", "Arrived")
        case .left: Text("离场", "Left")
        case .swapped: Text("更换", "Swapped")
        }
    }
}
