import Handbook

/// Begins a piece of writing.
package struct Draft<Subject: Publication>: Activity {
    package static var row: Row<Shelf> {
        Row("–", "起草", "Draft", roles: Subject.authors, from: .opening, to: .drafted, clauses: [Subject.clause])
    }
    package static var guards: [Guard<Self>] {
        Subject.openings
            + Subject.conditions.map { condition in
                .given(condition.clause, condition.title.zh, condition.title.en) { draft, _, work in
                    var subject = Subject()
                    subject.begin(with: draft.origin)
                    return try condition.check(subject, draft.content, draft.content.written(), work)
                }
            }
    }
    package static var fields: [Field] { Field.declared(by: Subject.Origin()) + Field.declared(by: Subject.Content()) }

    let origin: Subject.Origin
    let content: Subject.Content

    package init() { (origin, content) = (Subject.Origin(), Subject.Content()) }
    package init(from decoder: any Decoder) throws {
        origin = try Subject.Origin(from: decoder)
        content = try Subject.Content(from: decoder)
    }

    package func perform(on subject: inout Subject, in work: Work) {
        subject.begin(with: origin)
        subject.writing.author = work.person
        subject.writing.region = work.home
        subject.writing.draft = content
        for source in subject.sources { work.link(to: source.number, as: source.relation) }
    }
}

/// Writes a draft anew.
struct Rewrite<Subject: Publication>: Activity {
    static var row: Row<Shelf> {
        Row("–", "改写草稿", "Rewrite", roles: Subject.authors, from: [.drafted], clauses: [Subject.clause])
    }
    static var guards: [Guard<Self>] {
        Subject.conditions.map { $0.given { ($0.content, try $0.content.written()) } }
    }
    static var fields: [Field] { Field.declared(by: Subject.Content()) }

    let content: Subject.Content

    init() { content = Subject.Content() }
    init(from decoder: any Decoder) throws { content = try Subject.Content(from: decoder) }

    static func standing(_ subject: Subject) -> (any Encodable)? { subject.writing.draft }
    func perform(on subject: inout Subject, in work: Work) { subject.writing.draft = content }
}

/// Puts a draft before a second person.
struct Submit<Subject: Publication>: Activity {
    static var row: Row<Shelf> {
        Row("–", "提交审核", "Submit", roles: Subject.authors, from: [.drafted], to: .inReview, clauses: [Subject.clause])
    }
    static var guards: [Guard<Self>] { Subject.conditions.filter(\.canTurn).map { $0.before() } }

    func perform(on subject: inout Subject, in work: Work) {
        let title = subject.writing.draft?.title ?? ""
        for role in Subject.reviewers {
            work.tell(.role(role), Text("\(work.number)“\(title)”待审核", "\(work.number) “\(title)” waits for a review"))
        }
    }
}

/// Publishes a draft as the next version: never by whoever wrote or submitted it.
struct Publish<Subject: Publication>: Activity {
    static var row: Row<Shelf> {
        Row(
            "–", "审核发布", "Publish", roles: Subject.reviewers, from: [.inReview], to: .published,
            otherThan: [Draft<Subject>.self, Rewrite<Subject>.self, Revise<Subject>.self, Submit<Subject>.self],
            clauses: [Subject.clause])
    }
    static var guards: [Guard<Self>] {
        Subject.conditions.filter(\.canTurn).map { $0.before() } + [
            .given(
                "0.4", "生效日不在过去，也不早于前一版", "It comes into force today or later, and not before the version it follows", field: "from"
            ) {
                publish, subject, work in
                let earliest = max(work.today, subject.writing.versions.last?.from ?? work.today)
                return .met(
                    if: (publish.from ?? earliest) >= earliest,
                    else: Text("生效日不早于 \(earliest.iso)", "It comes into force on \(earliest.iso) or later"))
            }
        ]
    }

    @Input("审核意见", "Review", items: Subject.review) var checks: Checklist
    @Input("生效日", "In force from", help: Text("空着即今日", "Empty means today")) var from: Day?

    func perform(on subject: inout Subject, in work: Work) {
        guard let draft = subject.writing.draft else { return }
        let last = subject.writing.versions.last
        subject.writing.versions.append(
            Writing.Version(
                number: (last?.number ?? 0) + 1, content: draft, author: subject.writing.author, reviewer: work.person,
                at: work.now, from: from ?? max(work.today, last?.from ?? work.today), change: subject.writing.change))
        subject.writing.draft = nil
        subject.writing.change = nil
        if let author = subject.writing.author {
            work.tell(.person(author), Text("\(work.number)“\(draft.title)”已发布", "\(work.number) “\(draft.title)” is published"))
        }
    }
}

/// Gives a draft back with a remark.
struct ReturnDraft<Subject: Publication>: Activity {
    static var row: Row<Shelf> {
        Row(
            "–", "退回修改", "Return draft", roles: Subject.reviewers, from: [.inReview], to: .drafted, isByway: true,
            otherThan: [Submit<Subject>.self], clauses: [Subject.clause])
    }
    static var guards: [Guard<Self>] { Subject.remarkGuards(field: "remark") { (Text("意见", "Remark"), $0.remark) } }

    @Input("意见", "Remark", 2...1000, lines: true) var remark: String

    func perform(on subject: inout Subject, in work: Work) {
        guard let author = subject.writing.author else { return }
        work.tell(.person(author), Text("\(work.number) 请修改：\(remark)", "\(work.number), please change: \(remark)"))
    }
}

/// Begins the next version: the one that stands is read and worked by until that is published.
struct Revise<Subject: Publication>: Activity {
    static var row: Row<Shelf> {
        Row(
            "–", "修订", "Revise", roles: Subject.authors, from: [.published], to: .drafted, isByway: true,
            clauses: [Subject.clause])
    }
    static var guards: [Guard<Self>] {
        Subject.conditions.map { condition in
            condition.given { revise in
                let change = (label: Text("改了什么", "What changes"), text: revise.reason.change)
                return (revise.content, try revise.content.written() + (condition.coversRemarks ? [change] : []))
            }
        }
    }
    static var fields: [Field] { Field.declared(by: Reason()) + Field.declared(by: Subject.Content()) }

    /// Why there is another version.
    struct Reason: Form {
        @Input("改了什么", "What changes", 2...500) var change: String
    }

    let reason: Reason
    let content: Subject.Content

    init() { (reason, content) = (Reason(), Subject.Content()) }
    init(from decoder: any Decoder) throws {
        reason = try Reason(from: decoder)
        content = try Subject.Content(from: decoder)
    }

    static func standing(_ subject: Subject) -> (any Encodable)? { subject.writing.versions.last?.content }
    func perform(on subject: inout Subject, in work: Work) {
        subject.writing.draft = content
        subject.writing.change = reason.change
        subject.writing.author = work.person
    }
}

/// Takes it from the shelf: nobody is led to it any more, and what it said stays.
struct Withdraw<Subject: Publication>: Activity {
    static var row: Row<Shelf> {
        Row(
            "–", "撤下", "Withdraw", roles: Subject.reviewers, from: [.drafted, .inReview, .published], to: .withdrawn,
            isByway: true, clauses: [Subject.clause])
    }
    static var guards: [Guard<Self>] { Subject.remarkGuards(field: "reason") { (Text("原因", "Reason"), $0.reason) } }

    @Input("原因", "Reason", 2...500) var reason: String

    func perform(on subject: inout Subject, in work: Work) { subject.writing.isWithdrawn = true }
}

extension ContentCondition {
    /// The condition of what somebody sends.
    fileprivate func given<Step: Activity<Subject>>(
        _ told: @escaping @Sendable (Step) throws -> (content: Subject.Content, written: [Written])
    ) -> Guard<Step> {
        let check = check
        return .given(clause, title.zh, title.en) { step, subject, work in
            let told = try told(step)
            return try check(subject, told.content, told.written, work)
        }
    }

    /// The condition of the draft that stands.
    fileprivate func before<Step: Activity<Subject>>() -> Guard<Step> {
        let check = check
        return .before(clause, title.zh, title.en) { subject, work in
            try subject.writing.draft.map { try check(subject, $0, $0.written(), work) } ?? .met
        }
    }
}

extension Publication {
    /// What must hold of a remark that is made beside the writing.
    static func remarkGuards<Step: Activity<Self>>(
        field: String, _ remark: @escaping @Sendable (Step) -> (label: Text, text: String)
    ) -> [Guard<Step>] {
        conditions.filter(\.coversRemarks).map { condition in
            let check = condition.check
            return .given(condition.clause, condition.title.zh, condition.title.en, field: field) { step, subject, work in
                try check(subject, nil, [remark(step)], work)
            }
        }
    }
}

extension Publication {
    /// What must hold of a comment, told as the guards of the comment on whatever this is.
    static func commentGuards<Subject: Procedure>() -> [Guard<Comment<Subject>>] {
        let guards: [Guard<Comment<Self>>] = remarkGuards(field: "text") { (Text("内容", "Text"), $0.text) }
        return guards as? [Guard<Comment<Subject>>] ?? []
    }
}
