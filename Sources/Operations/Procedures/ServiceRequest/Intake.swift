import Handbook

extension ServiceRequest {
    /// Takes a request in, whatever is missing: the response clock runs at once (12.2).
    struct Receive: Activity {
        static let row = Row<Stage>(
            "12.2", "受理", "Receive", by: .serviceDesk, .engineer, .customer, from: .opening, to: .received, isReport: true,
            clauses: ["12.2", "2.2.1"])

        @Input("故障描述", "Description of the fault", 1...4000, clause: "12.2(3)", lines: true) var description: String
        @Input("客户", "Customer") var customer: ID<Customer>?
        @Input("联系人", "Contact", clause: "12.2(1)") var contact: String?
        @Input("电话", "Phone", 3...40, clause: "12.2(1)") var phone: String?
        @Input(code: "序列号或条码", "Serial or barcode") var serial: String?
        @Input("局点", "Site") var site: ID<Site>?
        @Input("使用地点", "Place of use", clause: "12.2.1/4") var place: String?
        @Input("已做处理", "Steps already taken", clause: "12.2(4)", lines: true) var stepsTaken: String?
        @Input("可能原因", "Likely cause", clause: "12.2(5)", lines: true) var likelyCause: String?
        @Input("照片或文件", "Photos or files", 0...10) var files: [Attachment]
        @Input("来源", "Channel", clause: "12.2.1/1") var channel: Channel?

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            // Whoever comes by a link is the contact, and types neither name nor phone.
            let bearer = try work.find(work.actor.link?.contact)
            request.facts = Facts(
                description: description, contact: contact ?? bearer?.name, phone: phone ?? bearer?.phone, serial: serial,
                place: place, stepsTaken: stepsTaken,
                likelyCause: likelyCause)
            // The first person asked owns the question (2.2.1); a customer's own report belongs to whoever is on call.
            request.requester = bearer == nil ? work.person : nil
            request.customer = customer ?? work.actor.customer
            request.site = site
            for file in files { work.keep(file) }
            try request.recognise(in: work)
            request.owner = work.actor.customer == nil ? work.person : try request.region.flatMap(work.onCall(in:))
            try request.startClocks(in: work)
            request.measures["opened"] = work.now.milliseconds
            request.askForMissing(in: work)
            try request.callOut(in: work)
            work.issue(try request.faultReport(in: work))
        }
    }

    /// Adds facts that were missing (12.2).
    struct CompleteFacts: Activity {
        static let row = Row<Stage>(
            "12.2", "补充信息", "Complete facts", by: .serviceDesk, .engineer, .customer, from: .open, isReport: true, clauses: ["12.2"]
        )

        @Input("联系人", "Contact", clause: "12.2(1)") var contact: String?
        @Input("电话", "Phone", 3...40, clause: "12.2(1)") var phone: String?
        @Input(code: "序列号或条码", "Serial or barcode") var serial: String?
        @Input("局点", "Site") var site: ID<Site>?
        @Input("使用地点", "Place of use", clause: "12.2.1/4") var place: String?
        @Input("已做处理", "Steps already taken", clause: "12.2(4)", lines: true) var stepsTaken: String?
        @Input("可能原因", "Likely cause", clause: "12.2(5)", lines: true) var likelyCause: String?

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            request.facts.contact = contact ?? request.facts.contact
            request.facts.phone = phone ?? request.facts.phone
            request.facts.serial = serial ?? request.facts.serial
            request.facts.place = place ?? request.facts.place
            request.facts.stepsTaken = stepsTaken ?? request.facts.stepsTaken
            request.facts.likelyCause = likelyCause ?? request.facts.likelyCause
            request.site = site ?? request.site
            let former = request.contract
            try request.recognise(in: work)
            if request.contract != former { request.askForLevel(in: work) }
            work.issue(try request.faultReport(in: work))
        }
    }

    /// By which way a request came in (12.2.1/1).
    enum Channel: String, Choice {
        case hotline, mail, portal, engineer

        static let first = Channel.hotline
        var name: Text {
            switch self {
            case .hotline: Text("热线", "Hotline")
            case .mail: Text("邮件", "E-mail")
            case .portal: Text("门户", "Portal")
            case .engineer: Text("工程师", "Engineer")
            }
        }
    }
}

extension ServiceRequest {
    /// Finds device, site, customer, region, contract and entitlement from what was told.
    fileprivate mutating func recognise(in work: Work) throws {
        var found: Device?
        if let serial = facts.serial, let known = try work.look(up: ID<Device>(serial)),
            customer == nil || customer == known.customer
        {
            found = known
            device = ID(known.code)
            site = site ?? known.site
            customer = known.customer
            facts.place = facts.place ?? known.room
            family = try work.find(known.model).family
            repeats = try work.earlierRequest(for: known.code)
        }
        let place = try work.find(site)
        customer = customer ?? place?.customer
        region = try place?.region ?? work.find(customer)?.region ?? region ?? work.home
        guard let customer else { return }
        switch try work.entitlement(for: customer, device: found, site: site) {
        case .contract(let contract):
            basis = .contract
            self.contract = ID(contract.code)
        case .warranty:
            basis = .warranty
            contract = nil
        case .none:
            basis = .none
            contract = nil
        }
    }

    /// Starts the response clock, and the restore clock where the contract has one; both by the edition's level without a contract.
    fileprivate mutating func startClocks(in work: Work) throws {
        let agreed = try work.find(contract)
        let response = agreed.flatMap { ServiceLevel($0.response) } ?? work.edition.levels.defaultLevel
        level = response.description
        work.start(.response, .level(response))
        if let restore = agreed?.restore.flatMap({ ServiceLevel($0) }) { work.start(.restore, .level(restore)) }
    }

    /// Lists to the customer what is still missing; the clock runs on.
    fileprivate func askForMissing(in work: Work) {
        let missing = facts.missing.map(\.name)
        if missing.isEmpty { return }
        work.tell(
            .customer,
            Text(
                "已受理 \(work.number)。烦请补充：\(missing.map(\.zh).joined(separator: "、"))",
                "We took in \(work.number). Please add: \(missing.map(\.en).joined(separator: ", "))"))
    }

    /// A contract that comes to light later moves no clock by itself: the manager decides on the level.
    fileprivate func askForLevel(in work: Work) {
        work.tell(
            .role(.technicalManager),
            Text(
                "\(work.number) 现属合同 \(contract?.text ?? "无")，仍按 \(level) 计时，请核对级别",
                "\(work.number) is under contract \(contract?.text ?? "none") now and still runs by \(level): check the level"))
    }

    /// Tells whoever is on call; the desk and the region's manager see it in any case.
    fileprivate func callOut(in work: Work) throws {
        let text = Text("新请求 \(work.number)：\(facts.description)", "New request \(work.number): \(facts.description)")
        work.tell(.role(.technicalManager), text)
        if let region, let person = try work.onCall(in: region) { work.tell(.person(person), text) }
        if basis == .none {
            work.tell(
                .role(.salesAssistant),
                Text("\(work.number) 不在保修和合同内，请先报价", "\(work.number) is out of warranty and contract: quote first"))
        }
    }

    /// The fault report record (报修记录表).
    fileprivate func faultReport(in work: Work) throws -> Paper {
        var paper = Paper(.faultReport)
        paper.line("单号", "Number", work.number)
        paper.line("客户", "Customer", try work.find(customer)?.name)
        paper.line("局点", "Site", try work.find(site)?.name)
        paper.line("联系人", "Contact", facts.contact, clause: "12.2(1)")
        paper.line("电话", "Phone", facts.phone, clause: "12.2(1)")
        paper.line("序列号", "Serial", facts.serial, clause: "12.2(2)")
        paper.line("故障描述", "Description", facts.description, clause: "12.2(3)")
        paper.line("已做处理", "Steps taken", facts.stepsTaken, clause: "12.2(4)")
        paper.line("可能原因", "Likely cause", facts.likelyCause, clause: "12.2(5)")
        paper.line("使用地点", "Place of use", facts.place, clause: "12.2.1/4")
        paper.line("服务级别", "Service level", level, clause: "12.2.1(1)")
        return paper
    }
}

extension Work {
    /// The request that a device had within the days of the edition before this one.
    fileprivate func earlierRequest(for device: String) throws -> ID<ServiceRequest>? {
        let since = header.opened.adding(hours: -24 * edition.limits.repeatFault.value)
        return try session.first(
            """
            SELECT c.number FROM case_devices d JOIN cases c ON c.number = d.number
            WHERE d.device = ? AND c.kind = ? AND c.number < ? AND c.opened >= ? AND c.opened <= ?
            ORDER BY c.opened DESC, c.number DESC LIMIT 1
            """, device, ServiceRequest.kind, number, since.milliseconds, header.opened.milliseconds
        ).map { ID(try $0.text("number")) }
    }

    /// The acting person's own region, where they have just one.
    var home: String? {
        let regions = Set(actor.grants.compactMap(\.region))
        return regions.count == 1 ? regions.first : edition.organization.regions.first?.code
    }
}
