extension EditionStatement {
    /// A year says whether it was announced; the days that make it up are told one by one.
    static func calendar(_ calendar: ServiceCalendar) -> [EditionStatement] {
        func say(_ name: String, _ what: Text, _ says: Text, isInferred: Bool = false) -> EditionStatement {
            EditionStatement(.calendar, name, what, clause: "12.1.1", says: says, isInferred: isInferred)
        }
        func named(_ day: Day) -> Text { Text(day.label(.zh), day.label(.en)) }
        let covers = calendar.coversMakeUpDays ? Text("计入", "covered") : Text("不计入", "not covered")
        var told = [say("make-up-days", Text("调休上班日是否计入 5x8", "Whether 5x8 covers make-up days"), covers, isInferred: true)]
        for day in calendar.fixedDays {
            let what = Text("每年 \(day)（未公布的年份）", "\(day) of a year not announced")
            told.append(say("fixed \(day)", what, Text("放假", "off"), isInferred: true))
        }
        for year in calendar.years {
            let state = year.isProvisional ? Text("暂定（尚未公布）", "provisional (not announced)") : Text("已公布", "announced")
            told.append(say(String(year.year), Text("\(year.year) 年", "The year \(year.year)"), state))
            for day in year.holidays {
                told.append(say(day.day.iso, named(day.day), Text("\(day.occasion.zh)放假", "off: \(day.occasion.en)")))
            }
            for day in year.workdays {
                let says = Text("上班（\(day.occasion.zh)调休）", "worked: make-up for \(day.occasion.en)")
                told.append(say(day.day.iso, named(day.day), says))
            }
        }
        return told
    }

    static func evidence(_ evidence: EvidenceKinds) -> [EditionStatement] {
        var told = evidence.all.map { kind in
            EditionStatement(
                .evidence, kind.id, kind.name, clause: kind.clause,
                says: kind.written ? Text("书面", "in writing") : Text("非书面", "not in writing"), isInferred: kind.inferred)
        }
        for permission in evidence.permissions {
            let names: [Text] = (permission.kinds + permission.added).map { id in evidence[id]?.name ?? Text(id, id) }
            let any = permission.anyWritten ? Text("任何书面形式；", "anything in writing; ") : Text("", "")
            let says = Text(
                any.zh + names.map(\.zh).joined(separator: "、"), any.en + names.map(\.en).joined(separator: ", "))
            let what = Text("\(permission.clause) 所认的证据", "Evidence under \(permission.clause)")
            told.append(
                EditionStatement(
                    .evidence, "under \(permission.clause)", what, clause: permission.clause, says: says,
                    isInferred: !permission.added.isEmpty))
        }
        return told
    }

    static func ladder(_ ladder: QualificationLadder) -> [EditionStatement] {
        var told = ladder.steps.map { step in
            EditionStatement(
                .ladder, step.level.rawValue, step.name, clause: step.clause,
                says: Text(
                    "证书 \(step.rung.rawValue) 及以上，从业 \(step.years) 年，培训 \(step.training.rawValue)",
                    "certificate \(step.rung.rawValue) or higher, \(step.years) years, training \(step.training.rawValue)"))
        }
        for vendor in ladder.vendors {
            for certificate in vendor.certificates {
                let what = Text("\(vendor.name.zh) \(certificate.name)", "\(vendor.name.en) \(certificate.name)")
                told.append(
                    EditionStatement(
                        .ladder, "\(vendor.id)/\(certificate.name)", what, clause: "8.2.1",
                        says: Text(certificate.rung.rawValue, certificate.rung.rawValue), isInferred: certificate.inferred))
            }
        }
        return told
    }

    static func organization(_ organization: Organization) -> [EditionStatement] {
        func say(
            _ name: String, _ what: Text, _ says: Text, _ clause: String? = nil, isInferred: Bool = false
        ) -> EditionStatement {
            EditionStatement(.organization, name, what, clause: clause, says: says, isInferred: isInferred)
        }
        let domain = Text(organization.mailDomain, organization.mailDomain)
        var told = [
            say("name", Text("公司", "Company"), organization.name),
            say("letterhead", Text("抬头", "Letterhead"), organization.letterhead),
            say("mail-domain", Text("邮箱域名", "Mail domain"), domain, "5.3.2"),
        ]
        for contact in [organization.mailbox] + organization.phones {
            told.append(say("contact \(contact.name.en)", contact.name, Text(contact.address, contact.address), contact.clause))
        }
        for region in organization.regions {
            let near = region.neighbours.joined(separator: " ")
            let says = near.isEmpty ? Text("无代理区域", "nobody stands in") : Text("代理区域：\(near)", "stands in: \(near)")
            told.append(say("region \(region.code)", region.name, says))
        }
        for unit in organization.departments {
            told.append(say("department \(unit.id)", Text(unit.id, unit.id), unit.name, unit.clause, isInferred: unit.inferred))
        }
        for unit in organization.roles {
            told.append(say("role \(unit.id)", Text(unit.id, unit.id), unit.name, unit.clause, isInferred: unit.inferred))
        }
        return told
    }

    static func wording(_ phrases: Phrases) -> [EditionStatement] {
        var counts: [String: Int] = [:]
        var told: [EditionStatement] = []
        /// A clause may hold several sentences: each has its place.
        func tell(_ sort: String, _ what: Text, _ clause: String, _ says: Text) {
            let count = (counts["\(sort) \(clause)"] ?? 0) + 1
            counts["\(sort) \(clause)"] = count
            told.append(EditionStatement(.wording, "\(sort) \(clause) \(count)", what, clause: clause, says: says))
        }
        for phrase in phrases.avoided {
            let triggers = phrase.triggers.joined(separator: " / ")
            let hint = phrase.everyday ? Text("（常用词，仅提示）", " (an everyday word: a hint)") : Text("", "")
            let says = Text("\(triggers) ⇒ \(phrase.better.zh)\(hint.zh)", "\(triggers) ⇒ \(phrase.better.en)\(hint.en)")
            tell("avoid", Text("忌用语", "To be avoided"), phrase.clause, says)
        }
        for phrase in phrases.recommended { tell("say", Text("文明用语", "Recommended"), phrase.clause, phrase.text) }
        return told
    }
}
