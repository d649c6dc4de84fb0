import Handbook

extension ServiceRequest {
    /// Answers the customer by phone within the level's time (12.2.1/2): stops the response clock.
    struct Respond: Activity {
        static let row = Row<Stage>(
            "12.2.1/2", "响应", "Respond", by: .engineer, .serviceDesk, from: [.received], to: .diagnosing, isReport: true,
            clauses: ["12.2.1/2"])
        static let guards: [Guard<Self>] = [
            .before("12.2.1(1)", "在级别时限内响应", "The response is within the level's time") { _, work in try work.inTime(.response) }
        ]

        @Input("答复内容", "What was said", 1...4000, lines: true, toCustomer: true) var answer: String

        func perform(on request: inout ServiceRequest, in work: Work) {
            if work.actor.grants.contains(where: { $0.role == Role.engineer.id }) { request.owner = work.person }
            request.tried.append(.phone)
            request.measures["responded"] = work.now.milliseconds
            work.stop(.response)
        }
    }

    /// Notes what was tried, by which means (12.2.1/7).
    struct Note: Activity {
        static let row = Row<Stage>(
            "12.2.1/7", "记录处理", "Note", by: .engineer, from: [.diagnosing], isReport: true, clauses: ["12.2.1/7"])

        @Input("方式", "Means", clause: "12.2.1") var means: Means
        @Input("内容", "Text", 1...4000, lines: true) var text: String

        func perform(on request: inout ServiceRequest, in work: Work) {
            if !request.tried.contains(means) { request.tried.append(means) }
        }
    }

    /// Takes a question that one isn't sure of to somebody who knows, and owes the customer the answer (3.2.14).
    struct DeferAnswer: Activity {
        static let row = Row<Stage>(
            "3.2.14", "待答问题", "Defer answer", by: .engineer, from: [.diagnosing], isReport: true, clauses: ["3.2.14"])

        @Input("问题", "Question", 2...1000, lines: true) var question: String
        @Input("请教对象", "Asked of", clause: "3.2.15") var askedOf: ID<Person>

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.openQuestions.append(question)
            work.tell(.person(askedOf), Text("\(work.number) 请教：\(question)", "\(work.number) asks you: \(question)"))
        }
    }

    /// Gives the customer the answer that was owed (3.2.14).
    struct AnswerDeferred: Activity {
        static let row = Row<Stage>(
            "3.2.14", "答复问题", "Answer deferred", by: .engineer, .serviceDesk, from: .open, isReport: true, clauses: ["3.2.14"])
        static let guards: [Guard<Self>] = [
            .before("3.2.14", "有待答的问题", "A question waits for its answer", force: .refuse) { request, _ in
                .met(if: !request.openQuestions.isEmpty, else: Text("没有待答的问题", "No question waits for an answer"))
            }
        ]

        static func isAwaited(_ request: ServiceRequest, at stage: String) -> Bool { !request.openQuestions.isEmpty }

        @Input("答复", "Answer", 1...4000, lines: true, toCustomer: true) var answer: String

        func perform(on request: inout ServiceRequest, in work: Work) {
            request.openQuestions.removeFirst()
            work.tell(.customer, Text(answer, answer))
        }
    }

    /// Takes the fault to the experts (12.2.1/3).
    struct Escalate: Activity {
        static let row = Row<Stage>("12.2.1/3", "升级专家", "Escalate", by: .engineer, from: [.diagnosing], clauses: ["12.2.1/3"])

        @Input("专家", "Expert") var expert: ID<Person>
        @Input("缘由", "Why", 2...1000, lines: true) var why: String

        func perform(on request: inout ServiceRequest, in work: Work) {
            work.tell(.person(expert), Text("\(work.number) 升级：\(why)", "\(work.number) is escalated to you: \(why)"))
        }
    }

    /// Waits for what the customer owes by the table of responsibilities: the restore clock is suspended, the response clock never.
    struct WaitForCustomer: Activity {
        static let row = Row<Stage>(
            "12.2.1/4", "等待客户", "Wait for customer", by: .engineer, from: [.diagnosing], to: .waiting, isByway: true,
            clauses: ["12.2.1/4"])
        static let guards: [Guard<Self>] = [
            .given("12.2.1/4", "所等的确实还没有", "What is waited for is really missing", field: "owed") { wait, request, _ in
                .met(
                    if: wait.owed.isMissing(from: request),
                    else: Text(
                        "客户已提供\(wait.owed.name.zh)，不能以此停钟", "The customer has given the \(wait.owed.name.en): the clock runs on"))
            },
            .given("12.3.1", "凭证种类可用", "The evidence is of a kind we know", field: "evidence") { wait, _, work in
                work.isKnown(wait.evidence)
            },
        ]

        @Input("所等事项", "What is owed") var owed: CustomerDuty
        @Input("凭证", "Evidence") var evidence: Evidence

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            request.owed = owed
            if try work.state(of: .restore) != nil { work.suspend(.restore, for: owed.rawValue) }
            work.tell(
                .customer, Text("\(work.number) 等待贵方提供：\(owed.name.zh)", "\(work.number) waits for you to give: \(owed.name.en)"))
        }
    }

    /// The customer has given what was owed: the clock runs on.
    struct Resume: Activity {
        static let row = Row<Stage>(
            "12.2.1/4", "恢复处理", "Resume", by: .engineer, .serviceDesk, from: [.waiting], to: .diagnosing, isReport: true,
            clauses: ["12.2.1/4"])

        @Input("收到的内容", "What came", 1...1000) var received: String

        func perform(on request: inout ServiceRequest, in work: Work) throws {
            if let owed = request.owed, try work.state(of: .restore) != nil { work.resume(.restore, from: owed.rawValue) }
            request.owed = nil
        }
    }
}

/// What the customer owes by the responsibility tables (12.2.1/4, /5): the only waiting that stops a clock beside 12.3.1.
enum CustomerDuty: String, Choice {
    case serial, place, description, logs, access

    static let first = CustomerDuty.serial
    var name: Text {
        switch self {
        case .serial: Text("序列号或条码", "serial or barcode")
        case .place: Text("使用地点", "place of use")
        case .description: Text("现象和告警", "symptoms and alarms")
        case .logs: Text("日志", "logs")
        case .access: Text("接入通道、临时账号和授权", "channel, temporary account and authorization")
        }
    }

    /// Whether it was really not given yet; logs and access are the engineer's word.
    func isMissing(from request: ServiceRequest) -> Bool {
        switch self {
        case .serial: request.facts.serial == nil
        case .place: request.facts.place == nil
        case .description: request.facts.description.count < 4
        case .logs, .access: true
        }
    }
}

extension Work {
    /// Whether evidence is of a kind that the edition knows.
    func isKnown(_ evidence: Evidence) -> Verdict {
        let kinds = edition.evidence.all
        return .met(
            if: kinds.contains { $0.id == evidence.kind },
            else: Text(
                "凭证可为：\(kinds.map(\.name.zh).joined(separator: "、"))", "Evidence can be: \(kinds.map(\.id).joined(separator: ", "))"
            ))
    }
}
