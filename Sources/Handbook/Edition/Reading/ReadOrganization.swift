extension Organization {
    /// Reads organization.yaml (16).
    init?(_ entry: Entry) {
        guard let fields = entry.fields(["company", "regions", "departments", "roles"]) else { return nil }
        let company = fields["company"]?.fields(["name", "letterhead", "mail-domain", "mailbox", "phones"])
        let name = company?["name"]?.text()
        let letterhead = company?["letterhead"]?.text()
        let domain = company?["mail-domain"]?.cited()
        let mailbox = company?["mailbox"]?.cited()
        let phones = company?["phones"]?.each(1...20, Contact.init)
        let regions = fields["regions"]?.each(1...100, Region.init)
        fields["regions"]?.reportRepeats(of: "code")
        let departments = fields["departments"]?.each(1...100, Unit.init)
        fields["departments"]?.reportRepeats(of: "id")
        let roles = fields["roles"]?.each(1...100, Unit.init)
        fields["roles"]?.reportRepeats(of: "id")
        guard let name, let letterhead, let domain, let mailbox, let phones, let regions, let departments, let roles
        else { return nil }
        fields["regions"].map { Region.check(regions, at: $0) }
        self.init(
            name: name, letterhead: letterhead, mailDomain: domain.value,
            mailbox: Contact(address: mailbox.value, name: Text("服务邮箱", "Service mailbox"), clause: mailbox.clause),
            phones: phones, regions: regions, departments: departments, roles: roles)
    }
}

extension Organization.Contact {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["number", "clause", "zh", "en"]) else { return nil }
        let number = fields["number"]?.string(max: 40)
        let name = fields.text()
        let clause = fields["clause"]?.clause()
        guard let number, let name, let clause else { return nil }
        self.init(address: number, name: name, clause: clause)
    }
}

extension Organization.Region {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["code", "zh", "en", "neighbours"]) else { return nil }
        let code = fields["code"]?.name()
        let name = fields.text()
        let neighbours = fields["neighbours"]?.each(0...100) { $0.name() }
        guard let code, let name, let neighbours else { return nil }
        self.init(code: code, name: name, neighbours: neighbours)
    }

    /// Notes neighbours that don't exist, or that don't name the region as theirs.
    fileprivate static func check(_ regions: [Self], at entry: Entry) {
        guard let places = entry.list(), places.count == regions.count else { return }
        for (region, place) in zip(regions, places) {
            for code in region.neighbours {
                guard let neighbour = regions.first(where: { $0.code == code }) else {
                    place.fault("没有区域 \(code)", "there is no region \(code)")
                    continue
                }
                if code == region.code || !neighbour.neighbours.contains(region.code) {
                    place.fault("\(code) 没有把 \(region.code) 列为邻区", "\(code) doesn't name \(region.code) as a neighbour")
                }
            }
        }
    }
}

extension Organization.Unit {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["id", "zh", "en", "clause"], optional: ["inferred"]) else { return nil }
        let id = fields["id"]?.name()
        let name = fields.text()
        let clause = fields["clause"]?.clause()
        let inferred = fields.flag("inferred")
        guard let id, let name, let clause, let inferred else { return nil }
        self.init(id: id, name: name, clause: clause, inferred: inferred)
    }
}

extension Entry {
    fileprivate func cited() -> (value: String, clause: String)? {
        guard let fields = fields(["value", "clause"]) else { return nil }
        let value = fields["value"]?.string(max: 200)
        let clause = fields["clause"]?.clause()
        guard let value, let clause else { return nil }
        return (value, clause)
    }
}
