extension Qualification {
    package static let name = "qualification"
    package static let title = Text("技能资格等级", "Level of qualification")
    package static let gapField = "at"

    package static func clauses(in edition: Edition) -> Set<String> { Set(edition.ladder.steps.map(\.clause) + ["8.2.1"]) }

    package static let inputs = [
        RuleField("at", .day, "认定日", "The day for which it is asked"),
        RuleField("vendor", .line(60), "厂商", "Vendor"),
        RuleField("years", .number(0...80), "从事该产品年数", "Years with the product"),
        RuleField("training", .choice(Training.allCases.map(\.rawValue)), "培训", "Training"),
        RuleField(
            "certificates",
            .rows(
                100,
                [
                    RuleField("name", .line(60), "名称", "Name"),
                    RuleField("expires", .day, "有效期最后一天", "Last valid day"),
                ]), "证书", "Certificates"),
        RuleField(
            "held", .choice(["none"] + QualificationLevel.allCases.map(\.rawValue)), required: false, "现有等级,默认无",
            "Level held so far; none by default"),
    ]

    package static let outputs: [RuleField] = {
        let needs = RuleField.Kind.rows(
            10,
            [
                RuleField("need", .choice(Need.allCases.map(\.rawValue)), "所缺", "What is lacking"),
                RuleField("clause", .line(40), "条款", "Clause"),
                RuleField("zh", .line(500), "中文", "In Chinese"), RuleField("en", .line(500), "英文", "In English"),
            ])
        return [
            RuleField("level", .choice(["none"] + QualificationLevel.allCases.map(\.rawValue)), "等级", "Level"),
            RuleField(
                "missing",
                .object(
                    QualificationLevel.allCases.map {
                        RuleField($0.rawValue, needs, required: false, "此级所缺", "What this level lacks")
                    }), "更高各级所缺", "What each higher level lacks"),
        ]
    }()

    package init(_ input: RuleInput, in edition: Edition) throws(RuleFaults) {
        let vendor = try input.text("vendor")
        guard edition.ladder.vendor(vendor) != nil else {
            let known = edition.ladder.vendors.map(\.id).joined(separator: ", ")
            throw RuleFaults([
                RuleFault("vendor", "版本中没有此厂商,有 \(known)", "the edition doesn't know this vendor, only \(known)")
            ])
        }
        var certificates: [Certificate] = []
        for row in input.rows("certificates") {
            certificates.append(Certificate(name: try row.text("name"), expires: try row.day("expires")))
        }
        self.init(
            at: try input.day("at"), vendor: vendor, years: try input.number("years"),
            training: Training(rawValue: try input.text("training")) ?? .none, certificates: certificates,
            held: input.optionalText("held").flatMap(QualificationLevel.init))
    }

    package func fields(of finding: Finding, in edition: Edition) -> [(String, JSON)] {
        let missing = finding.missing.map { lack in
            let needs = lack.needs.map { need in
                let step = explanation(need, of: lack.level, edition.ladder)
                return JSON.object([
                    ("need", .text(need.rawValue)), ("clause", .text(step.clause)), ("zh", .text(step.text.zh)),
                    ("en", .text(step.text.en)),
                ])
            }
            return (lack.level.rawValue, JSON.list(needs))
        }
        return [("level", .text(finding.level?.rawValue ?? "none")), ("missing", .object(missing))]
    }

    package func explain(_ finding: Finding, in edition: Edition) -> [Explanation] {
        let ladder = edition.ladder
        var steps: [Explanation] = []
        for certificate in certificates {
            let rung = ladder.vendor(vendor).flatMap { ladder.rung(of: certificate.name, from: $0) }
            if rung == nil {
                steps.append(
                    Explanation(
                        "8.2.1", "\(certificate.name) 不在该厂商的阶梯上,不计",
                        "\(certificate.name) isn't on the vendor's ladder and doesn't count"))
            } else if certificate.expires < at {
                steps.append(
                    Explanation(
                        "8.2.1", "\(certificate.name) 已于 \(certificate.expires.iso) 过期,不计",
                        "\(certificate.name) expired \(certificate.expires.iso) and doesn't count"))
            }
        }
        if let step = ladder.steps.first(where: { $0.level == finding.level }) {
            steps.append(Explanation(step.clause, "\(step.name.zh)的条件全部满足", "All needs of the level \(step.name.en) are met"))
        }
        for lack in finding.missing {
            steps += lack.needs.map { explanation($0, of: lack.level, ladder) }
        }
        return steps
    }

    private func explanation(_ need: Need, of level: QualificationLevel, _ ladder: QualificationLadder) -> Explanation {
        guard let step = ladder.steps.first(where: { $0.level == level }) else { return Explanation("8.2.1", "", "") }
        let name = step.name
        switch need {
        case .held:
            let below = ladder.steps.last { $0.level < level }?.name ?? name
            return Explanation(step.clause, "\(name.zh)须已持有\(below.zh)", "\(name.en) needs the level \(below.en) held")
        case .training:
            return Explanation(
                step.clause, "\(name.zh)须有相应培训或同等能力", "\(name.en) needs its training or equivalent ability")
        case .certificate:
            let names = ladder.vendor(vendor)?.certificates.filter { $0.rung == step.rung }.map(\.name) ?? []
            let known = names.joined(separator: ", ")
            return Explanation(
                step.clause, "\(name.zh)须有有效证书:\(known) 或以上", "\(name.en) needs a valid certificate: \(known) or above")
        case .years:
            return Explanation(
                step.clause, "\(name.zh)须有 \(step.years) 年经验,现为 \(years) 年",
                "\(name.en) needs \(step.years) years with the product; there are \(years)")
        }
    }
}
