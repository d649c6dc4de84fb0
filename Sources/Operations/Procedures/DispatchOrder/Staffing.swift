import Handbook

/// Who is to be where and when: the conditions that every assignment has to meet.
struct Staffing {
    let lead: ID<Person>?
    let helpers: [ID<Person>]
    let appointment: Instant?
    let minutes: Int?

    /// The guards of any activity that staffs an order.
    static func guards<Step: Activity<DispatchOrder>>(_ staffing: @escaping @Sendable (Step) -> Staffing) -> [Guard<Step>] {
        guards { step, _ in staffing(step) }
    }

    /// The guards of any activity that staffs an order, where part of it stands in the order.
    ///
    /// - Parameter person: the field in which the people are named.
    static func guards<Step: Activity<DispatchOrder>>(
        person: String = "engineer", _ staffing: @escaping @Sendable (Step, DispatchOrder) -> Staffing
    ) -> [Guard<Step>] {
        [
            .given("5.2(1)", "人员在职且为本区域工程师", "Everybody works here as an engineer", field: person) { step, order, work in
                try staffing(step, order).isEmployed(in: order.region, work)
            },
            .given("13/020", "人员不在假期", "Nobody is on leave", field: person) { step, order, work in
                try staffing(step, order).isPresent(work)
            },
            .given("3.1.4", "预约不与其他派工重叠", "No overlapping appointment", field: "appointment") { step, order, work in
                try staffing(step, order).isFree(work)
            },
            .given("12.2.5/5", "在到场时限内", "The visit lies within the arrival limit", force: .deviate, field: "appointment") {
                step, order, work in
                try staffing(step, order).isInTime(work)
            },
            .given("1.4.4", "避开敏感时段", "The visit avoids sensitive periods", force: .deviate, field: "appointment") {
                step, order, work in
                try staffing(step, order).avoidsSensitivePeriods(of: order.site, work)
            },
            .given(
                "3.2.3", "持有局点要求的安全资格", "The safety credentials that the site asks for are held", force: .deviate, field: person
            ) { step, order, work in
                try staffing(step, order).isAdmitted(to: order.site, work)
            },
            .given(
                "8.2.1(1)", "试用人员有合格同事同往", "Whoever is on probation goes with a qualified colleague", force: .deviate, field: person
            ) {
                step, order, work in
                try staffing(step, order).isAccompanied(work)
            },
        ]
    }

    private var everybody: [ID<Person>] { [lead].compactMap { $0 } + helpers }

    private func span(_ work: Work) -> (from: Instant, to: Instant)? {
        appointment.map { ($0, $0.adding(minutes: minutes ?? work.edition.limits.appointmentLength.value)) }
    }

    private func isEmployed(in region: String?, _ work: Work) throws -> Verdict {
        for code in everybody {
            guard let (person, standing) = try work.known?.entry(of: code) ?? Person.find(code, in: work.session),
                standing == .active, person.employment != .left
            else {
                return .unmet(remedy: Text("\(code) 已不在职，请改派", "\(code) no longer works here: choose somebody else"))
            }
            let isEngineer = person.grants.contains {
                $0.role == Role.engineer.id && ($0.region == nil || region == nil || $0.region == region)
            }
            if !isEngineer {
                return .unmet(remedy: Text("\(person.name)不是本区域的工程师", "\(person.name) is no engineer of this region"))
            }
        }
        return .met(if: lead != nil, else: Text("请选择现场工程师", "Choose the field engineer"))
    }

    private func isPresent(_ work: Work) throws -> Verdict {
        guard let span = span(work) else { return .met }
        for code in everybody {
            let person = try work.find(code)
            if person.isAway(from: span.from, to: span.to) {
                return .unmet(remedy: Text("\(person.name)届时请假，请改时间或改派", "\(person.name) is on leave then: another time or person"))
            }
        }
        return .met
    }

    private func isAdmitted(to site: ID<Site>?, _ work: Work) throws -> Verdict {
        let asked = try work.find(site)?.credentials ?? []
        guard !asked.isEmpty, let appointment else { return .met }
        for code in everybody {
            let held = try work.certificates(of: code, on: work.edition.time.day(of: appointment))
            if let lacking = asked.first(where: { !held.contains($0) }) {
                return .unmet(remedy: Text("\(code) 届时没有有效的“\(lacking)”", "\(code) holds no valid “\(lacking)” then"))
            }
        }
        return .met
    }

    private func isAccompanied(_ work: Work) throws -> Verdict {
        guard let lead, try work.find(lead).employment == .probation else { return .met }
        for helper in helpers where try work.find(helper).employment == .employed {
            if try work.hasLevel(helper) { return .met }
        }
        return .unmet(remedy: Text("请加一位有级别的正式工程师随工", "Send an engineer with a level along, who is past probation"))
    }

    private func isFree(_ work: Work) throws -> Verdict {
        guard let span = span(work) else { return .unmet(remedy: Text("请约定到场时间", "Agree the time of the visit")) }
        for code in everybody {
            guard let clash = try work.clash(of: code, from: span.from, to: span.to) else { continue }
            let time = work.edition.time
            return .unmet(
                remedy: Text(
                    "\(code) 已有 \(clash.number)（\(time.label(clash.from, .zh)) 起），请改在 \(time.label(clash.to, .zh)) 之后",
                    "\(code) has \(clash.number) from \(time.label(clash.from, .en)): choose a time after \(time.label(clash.to, .en))"
                ))
        }
        return try work.room(for: everybody, from: span.from, to: span.to).map { Verdict.metWith(margin: $0) } ?? .met
    }

    private func isInTime(_ work: Work) throws -> Verdict {
        guard let appointment, let state = try work.state(of: .arrival), state.stopped == nil else { return .met }
        let time = work.edition.time
        if appointment <= state.due {
            let minutes = (state.due.milliseconds - appointment.milliseconds) / 60_000
            return .metWith(margin: Text("尚余 \(minutes) 分钟", "\(minutes) minutes to spare"))
        }
        return .unmet(
            remedy: Text("须在 \(time.label(state.due, .zh)) 前到场", "The visit is due by \(time.label(state.due, .en))"))
    }

    private func avoidsSensitivePeriods(of site: ID<Site>?, _ work: Work) throws -> Verdict {
        guard let span = span(work), let period = try work.find(site)?.sensitivePeriod(from: span.from, to: span.to) else {
            return .met
        }
        return .unmet(
            remedy: Text(
                "“\(period.name)”至 \(work.edition.time.label(period.to, .zh))，请另约时间",
                "“\(period.name)” lasts until \(work.edition.time.label(period.to, .en)): agree another time"))
    }
}

extension Work {
    /// Another appointment of a person that overlaps a stretch of time; this case's own don't count.
    func clash(of person: ID<Person>, from: Instant, to: Instant) throws -> (number: String, from: Instant, to: Instant)? {
        if let known, known.covers(person, from: from, to: to) {
            return known.taken(of: person, but: number).first { $0.from < to && $0.to > from }.map { ($0.number, $0.from, $0.to) }
        }
        return try session.first(
            """
            SELECT number, starts, ends FROM appointments WHERE person = ? AND starts < ? AND ends > ? AND number <> ? ORDER BY starts LIMIT 1
            """, person.text, to.milliseconds, from.milliseconds, number
        ).map {
            (
                try $0.text("number"), Instant(milliseconds: try $0.integer("starts")),
                Instant(milliseconds: try $0.integer("ends"))
            )
        }
    }

    /// How far the nearest other appointments lie from a free stretch, where people's time was read ahead and one lies within a day.
    fileprivate func room(for people: [ID<Person>], from: Instant, to: Instant) throws -> Text? {
        guard let known else { return nil }
        let gaps = people.filter { known.covers($0, from: from, to: to) }.flatMap { person in
            known.taken(of: person, but: number).map {
                ($0.from >= to ? $0.from.milliseconds - to.milliseconds : from.milliseconds - $0.to.milliseconds) / 60_000
            }
        }
        guard let least = gaps.min(), least < 1_440 else { return nil }
        return Text("离最近的派工 \(least) 分钟", "\(least) minutes from the nearest order")
    }
}
