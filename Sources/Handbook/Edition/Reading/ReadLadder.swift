extension QualificationLadder {
    /// Reads ladder.yaml (8.2.1).
    init?(_ entry: Entry) {
        guard let fields = entry.fields(["levels", "vendors"]) else { return nil }
        let steps = fields["levels"]?.each(3...3, Step.init)
        let vendors = fields["vendors"]?.each(1...200, Vendor.init)
        fields["vendors"]?.reportRepeats(of: "id")
        guard let steps, let vendors else { return nil }
        if steps.count == 3 && steps.map(\.level) != QualificationLevel.allCases {
            fields["levels"]?.fault("等级须由低到高", "the levels must rise from junior to senior")
        }
        self.init(steps: steps, vendors: vendors)
    }
}

extension QualificationLadder.Step {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["level", "rung", "years", "training", "clause", "zh", "en"]) else { return nil }
        let level = fields["level"]?.one(of: QualificationLevel.self)
        let name = fields.text()
        let rung = fields["rung"]?.one(of: QualificationLadder.Rung.self)
        let years = fields["years"]?.whole(in: 0...60)
        let training = fields["training"]?.one(of: QualificationLevel.self)
        let clause = fields["clause"]?.clause()
        guard let level, let name, let rung, let years, let training, let clause else { return nil }
        self.init(level: level, name: name, rung: rung, years: years, training: training, clause: clause)
    }
}

extension QualificationLadder.Vendor {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["id", "zh", "en", "certificates"], optional: ["inferred"]) else { return nil }
        let id = fields["id"]?.name()
        let name = fields.text()
        let inferred = fields.flag("inferred")
        let certificates = fields["certificates"]?.each(1...200, QualificationLadder.Certificate.init)
        fields["certificates"]?.reportRepeats(of: "name")
        guard let id, let name, let inferred, let certificates else { return nil }
        self.init(id: id, name: name, inferred: inferred, certificates: certificates)
    }
}

extension QualificationLadder.Certificate {
    fileprivate init?(_ entry: Entry) {
        guard let fields = entry.fields(["name", "rung"], optional: ["inferred"]) else { return nil }
        let name = fields["name"]?.string(max: 60)
        let rung = fields["rung"]?.one(of: QualificationLadder.Rung.self)
        let inferred = fields.flag("inferred")
        guard let name, let rung, let inferred else { return nil }
        self.init(name: name, rung: rung, inferred: inferred)
    }
}
