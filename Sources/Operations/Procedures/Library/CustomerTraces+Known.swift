import Handbook
import Storage

extension CustomerTraces {
    /// What an order, its request and the registers that they name say of the customer: each with its sort.
    struct Facts {
        private(set) var known: [(sort: Text, text: String)] = []

        init(of number: String, in session: any Session) throws {
            guard let header = try CaseHeader.find(number, in: session),
                let procedure = Procedures.declared[header.kind],
                let order = try session.record(of: number, procedure) as? DispatchOrder
            else { return }
            try take(customer: order.customer, in: session)
            if let site = try order.site.flatMap({ try Site.find($0, in: session)?.entry }) {
                take(Text("局点", "site"), site.name, site.code, site.address)
            }
            take(order)
            try take(devices: order.devices, in: session)
            if let parent = header.parent, CaseNumber.kind(of: parent) == ServiceRequest.kind,
                let procedure = Procedures.declared[ServiceRequest.kind],
                let request = try session.record(of: parent, procedure) as? ServiceRequest
            {
                take(Text("姓名", "name"), request.facts.contact, request.confirmedBy)
                take(Text("电话", "phone"), request.facts.phone)
                take(Text("序列号", "serial"), request.facts.serial, request.device?.text)
            }
        }

        private mutating func take(_ sort: Text, _ texts: String?...) {
            known += texts.compactMap { $0 }.map { (sort, $0) }
        }

        private mutating func take(customer code: ID<Customer>?, in session: any Session) throws {
            guard let code, let customer = try Customer.find(code, in: session)?.entry else { return }
            let parent = try customer.parent.flatMap { try Customer.find($0, in: session)?.entry }
            for customer in [customer, parent].compactMap({ $0 }) {
                take(Text("客户名称", "customer's name"), customer.name, Self.stem(of: customer.name), customer.code)
            }
            for contact in try Contact.active(where: "customer", is: code.text, in: session) {
                take(Text("姓名", "name"), contact.name)
                take(Text("电话", "phone"), contact.phone)
                take(Text("邮箱", "mail address"), contact.mail)
            }
            for contract in try Contract.active(where: "customer", is: code.text, in: session) {
                take(Text("合同", "contract"), contract.code, contract.name)
            }
        }

        private mutating func take(_ order: DispatchOrder) {
            take(Text("工作票号", "work ticket"), order.workTicket?.number)
            take(Text("姓名", "name"), order.workTicket?.issuer, order.workTicket?.leader, order.workTicket?.permitter)
            take(Text("姓名", "name"), order.signature?.signature.name)
            for visit in order.visits { take(Text("姓名", "name"), visit.consent?.givenBy) }
            for swap in order.swaps { take(Text("序列号", "serial"), swap.oldSerial, swap.newSerial) }
        }

        private mutating func take(devices: [ID<Device>], in session: any Session) throws {
            for code in devices { take(Text("序列号", "serial"), code.text) }
            if devices.isEmpty { return }
            let headers = try session.headers(of: devices.prefix(200).map(\.number))
            for case let device as Device in try session.records(of: headers).values {
                for board in device.boards { take(Text("序列号", "serial"), board.serial) }
            }
        }

        /// The name without what many companies are called: 沪东电力 of 沪东电力公司.
        private static func stem(of name: String) -> String? {
            var stem = name
            for ending in ["有限责任公司", "股份有限公司", "有限公司", "分公司", "集团公司", "公司", "集团"] where stem.hasSuffix(ending) {
                stem.removeLast(ending.count)
                break
            }
            return stem == name || stem.count < 3 ? nil : stem
        }
    }
}
