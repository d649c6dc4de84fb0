/// Which level an engineer can be certified at, and what the higher ones still need (8.2.1).
package struct Qualification: Rule, Hashable {
    /// The day for which it is asked.
    package let at: Day
    package let vendor: String
    /// Years with the product.
    package let years: Double
    package let training: Training
    package let certificates: [Certificate]
    /// The level held so far; a higher one needs the one below it (8.2.1(2), (3)).
    package let held: QualificationLevel?

    package init(
        at: Day, vendor: String, years: Double, training: Training, certificates: [Certificate], held: QualificationLevel?
    ) {
        self.at = at
        self.vendor = vendor
        self.years = years
        self.training = training
        self.certificates = certificates
        self.held = held
    }

    /// The highest vendor training passed; equivalent ability stands for any.
    package enum Training: String, CaseIterable, Sendable, Codable {
        case none, junior, intermediate, senior, equivalent

        func reaches(_ level: QualificationLevel) -> Bool {
            switch self {
            case .none: false
            case .junior: level <= .junior
            case .intermediate: level <= .intermediate
            case .senior, .equivalent: true
            }
        }
    }

    /// A certificate with its last valid day.
    package struct Certificate: Hashable, Sendable {
        package let name: String
        package let expires: Day

        package init(name: String, expires: Day) {
            self.name = name
            self.expires = expires
        }
    }

    /// One thing that a level needs.
    package enum Need: String, CaseIterable, Sendable {
        case held, training, certificate, years
    }

    /// The level found, and what each higher one lacks.
    package struct Finding: Hashable, Sendable {
        package let level: QualificationLevel?
        /// For each level above, from the next.
        package let missing: [Lack]
        /// The highest rung with a valid certificate.
        package let rung: QualificationLadder.Rung?
    }

    /// What one level lacks.
    package struct Lack: Hashable, Sendable {
        package let level: QualificationLevel
        package let needs: [Need]
    }

    /// The highest level whose needs are all met, and what the higher ones lack.
    package func find(in edition: Edition) -> Finding {
        let rung = highestRung(in: edition.ladder)
        var level: QualificationLevel?
        for step in edition.ladder.steps where needs(of: step, rung, below: edition.ladder).isEmpty { level = step.level }
        let above = edition.ladder.steps.filter { step in level.map { step.level > $0 } ?? true }
        let missing = above.map { Lack(level: $0.level, needs: needs(of: $0, rung, below: edition.ladder)) }
        return Finding(level: level, missing: missing, rung: rung)
    }

    /// The highest rung of a certificate that is valid on the day.
    private func highestRung(in ladder: QualificationLadder) -> QualificationLadder.Rung? {
        guard let known = ladder.vendor(vendor) else { return nil }
        return certificates.filter { $0.expires >= at }.compactMap { ladder.rung(of: $0.name, from: known) }.max()
    }

    private func needs(
        of step: QualificationLadder.Step, _ rung: QualificationLadder.Rung?, below ladder: QualificationLadder
    ) -> [Need] {
        var needs: [Need] = []
        if let below = ladder.steps.last(where: { $0.level < step.level })?.level, held.map({ $0 < below }) ?? true {
            needs.append(.held)
        }
        if !training.reaches(step.training) { needs.append(.training) }
        if rung.map({ $0 < step.rung }) ?? true { needs.append(.certificate) }
        if years < Double(step.years) { needs.append(.years) }
        return needs
    }
}
