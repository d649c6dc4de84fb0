import Handbook

extension ServiceRequest {
    /// Suspends the restore clock for one of the three causes of 12.3.1, with evidence.
    struct Suspend: Activity {
        static let row = Row<Stage>(
            "12.3.1", "中止计时", "Suspend", by: .technicalManager, from: [.diagnosing, .waiting], clauses: ["12.3.1"])
        static let guards: [Guard<Self>] = [
            .before("12.3.1", "有可中止的恢复时钟", "There is a restore clock to suspend") { request, work in
                if request.suspendedFor != nil { return .unmet(remedy: Text("已因他故中止", "It is suspended already")) }
                return .met(
                    if: try work.state(of: .restore) != nil,
                    else: Text("响应时钟不能中止，本单没有恢复时钟", "A response clock is never suspended, and there is no restore clock here"))
            },
            .given("12.3.1(1)", "凭证种类可用", "The evidence is of a kind we know", field: "evidence") { suspend, _, work in
                work.isKnown(suspend.evidence)
            },
        ]

        @Input("原因", "Cause", clause: "12.3.1") var cause: ServiceObstacle
        @Input("凭证", "Evidence") var evidence: Evidence

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.suspendedFor = cause
            work.suspend(.restore, for: cause.rawValue)
            work.tell(
                .customer, Text("\(work.number) 因\(cause.name.zh)暂停计时", "\(work.number) is suspended: \(cause.name.en)"))
        }
    }

    /// The cause of 12.3.1 no longer holds: the clock runs on.
    struct ResumeService: Activity {
        static let row = Row<Stage>(
            "12.3.1", "恢复计时", "Resume service", by: .technicalManager, from: [.diagnosing, .waiting, .onSiteCalled], isReport: true,
            clauses: ["12.3.1"])
        static let guards: [Guard<Self>] = [
            .before("12.3.1", "正在中止", "It is suspended", force: .refuse) { request, _ in
                .met(if: request.suspendedFor != nil, else: Text("本单没有中止计时", "Nothing is suspended here"))
            }
        ]

        @Input("说明", "Note") var note: String?

        func perform(on request: inout ServiceRequest, in work: Work) {
            if let cause = request.suspendedFor { work.resume(.restore, from: cause.rawValue) }
            request.suspendedFor = nil
        }
    }

    /// Finds one of the eight causes of 12.3.2, within warranty and contract too: chosen by the manager, with evidence.
    struct Exclude: Activity {
        static let row = Row<Stage>(
            "12.3.2", "认定免责", "Exclude", by: .technicalManager, from: [.diagnosing, .waiting, .onSiteCalled], clauses: ["12.3.2"])
        static let guards: [Guard<Self>] = [
            .given("12.3.2", "凭证种类可用", "The evidence is of a kind we know", field: "evidence") { exclude, _, work in
                work.isKnown(exclude.evidence)
            }
        ]

        @Input("原因", "Cause", clause: "12.3.2") var cause: Exclusion
        @Input("凭证", "Evidence") var evidence: Evidence

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.exclusion = cause
            work.tell(.role(.salesAssistant), Text("\(work.number) 属免责，请先报价", "\(work.number) is excluded: quote first"))
        }
    }

    /// Runs the clocks by the contract as it is now, from the receipt on: before and after are shown.
    struct Relevel: Activity {
        static let row = Row<Stage>("12.1.1", "调整级别", "Relevel", by: .technicalManager, from: .open, clauses: ["12.1.1"])
        static let guards: [Guard<Self>] = [
            .given("12.1.1", "合同属本客户并覆盖此处", "The contract is the customer's and covers this", field: "contract") {
                act, request, work in
                let contract = try work.find(act.contract)
                return .met(
                    if: contract.customer == request.customer
                        && contract.covers(request.device, at: request.site, on: work.edition.time.day(of: work.header.opened)),
                    else: Text("请选择本客户、且受理时覆盖此设备的合同", "Choose a contract of this customer that covered the device then"))
            }
        ]

        @Input("合同", "Contract") var contract: ID<Contract>
        @Input("原因", "Reason") var reason: String

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            let agreed = try work.find(contract)
            request.contract = contract
            request.basis = .contract
            for (clock, level) in [(ClockName.response, agreed.response as String?), (.restore, agreed.restore)] {
                guard let level = level.flatMap({ ServiceLevel($0) }) else { continue }
                if clock == .response { request.level = level.description }
                let before = try work.state(of: clock)
                if before == nil {
                    request.start(clock, level, in: work)
                } else {
                    work.relevel(clock, .level(level))
                }
                let after =
                    try before?.due(by: .level(level), under: work.edition)
                    ?? ServiceDeadline(level: level, receivedAt: work.header.opened).find(in: work.edition).due
                work.tell(.role(.technicalManager), Self.change(of: clock, from: before?.due, to: after, in: work))
            }
        }

        private static func change(of clock: ClockName, from before: Instant?, to after: Instant, in work: Work) -> Text {
            let time = work.edition.time
            return Text(
                "\(work.number) \(clock.title.zh)：原 \(before.map { time.label($0, .zh) } ?? "无时限")，现 \(time.label(after, .zh))",
                "\(work.number) \(clock.title.en): was \(before.map { time.label($0, .en) } ?? "without limit"), is \(time.label(after, .en))"
            )
        }
    }
}

extension ServiceRequest {
    /// Starts a clock that the contract found later asks for, from the receipt on; one that has its end already stops there.
    fileprivate func start(_ clock: ClockName, _ level: ServiceLevel, in work: Work) {
        work.start(clock, .level(level), at: work.header.opened)
        if clock == .restore, let restored = measures["restored"] { work.stop(clock, at: Instant(milliseconds: restored)) }
    }
}

extension Work {
    /// The cause of 12.3.2 that was found for the request from which this case came.
    var exclusion: Exclusion? {
        get throws {
            guard let parent = header.parent, let procedure = Procedures.declared[CaseNumber.kind(of: parent)] else { return nil }
            return (try session.record(of: parent, procedure) as? ServiceRequest)?.exclusion
        }
    }
}

/// The three kinds of cause that may keep service from being given as agreed (12.3.1).
enum ServiceObstacle: String, Choice {
    case forceMajeure = "force-majeure"
    case social, energy

    static let first = ServiceObstacle.forceMajeure
    var name: Text {
        switch self {
        case .forceMajeure: Text("不可抗力（火、水、震、雷）", "force majeure (fire, flood, earthquake, lightning)")
        case .social: Text("社会原因（动乱、战争、罢工、管制）", "social causes (unrest, war, strike, control)")
        case .energy: Text("能源中断（电、水、燃料）", "energy cut off (power, water, fuel)")
        }
    }
}

/// The eight causes of damage outside the commitment (12.3.2).
enum Exclusion: String, Choice {
    case forceMajeure = "force-majeure"
    case wear, environment, misuse, manual, moved, infrastructure, modified

    static let first = Exclusion.forceMajeure
    var name: Text {
        switch self {
        case .forceMajeure: Text("不可抗力", "Force majeure")
        case .wear: Text("自然损耗", "Natural wear")
        case .environment: Text("环境不合书面要求", "Environment short of written requirements")
        case .misuse: Text("故意、疏忽或误用", "Intent, neglect or misuse")
        case .manual: Text("未按手册操作", "Not run by the manual")
        case .moved: Text("擅自移机、重装或改标识", "Unauthorised moving, reinstalling or change of marks")
        case .infrastructure: Text("客户基础设施所致", "The customer's infrastructure")
        case .modified: Text("擅自改动软硬件", "Hardware or software modified without authorization")
        }
    }
}
