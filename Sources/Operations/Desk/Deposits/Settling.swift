import Handbook
import Storage

extension Submission {
    /// The deposit that is settled by what is submitted: entered as the step that it is, or set aside with a remark on its case.
    package struct Settling: Hashable, Sendable {
        package let deposit: Int64
        package let isSetAside: Bool

        package init(_ deposit: Int64, isSetAside: Bool) {
            self.deposit = deposit
            self.isSetAside = isSetAside
        }
    }
}

extension Deposit {
    /// The remark by which a step is set aside.
    package static let settingAside = "comment"

    /// The deposit that a submission settles; throws `Missing` where it isn't the person's to settle so, `Stale` where somebody was quicker.
    static func waiting(for submission: Submission, by actor: Actor, in session: any Session) throws -> Deposit? {
        guard let settling = submission.settles else { return nil }
        let deposit = try find(settling.deposit, for: actor, in: session)
        guard submission.place == .at(number: deposit.number),
            submission.verb == (settling.isSetAside ? settingAside : deposit.verb)
        else { throw Missing("没有这一步", "There is no such step") }
        guard deposit.settlement == nil else { throw Stale(clashes: []) }
        return deposit
    }

    /// Notes what came of it, in the transaction of the deed: a refusal leaves it as it was.
    func settle(_ settling: Submission.Settling?, by actor: Actor, _ performed: Performed, at now: Instant, in session: any Session)
        throws
    {
        let count = try session.execute(
            "UPDATE deposits SET settled = ?, settled_by = ?, position = ?, is_set_aside = ? WHERE id = ? AND settled IS NULL",
            now.milliseconds, actor.person.text, performed.position, settling?.isSetAside ?? false, id)
        guard count == 1 else { throw Stale(clashes: []) }
    }

    /// What the journal says of it beside the step: whose it was, and how it came here.
    func told(isSetAside: Bool) -> Value {
        var told: [String: Value] = [
            "id": .integer(id), "person": .text(person.text), "name": .text(name), "done": .integer(done.milliseconds),
            "received": .integer(received.milliseconds), "isSetAside": .bool(isSetAside),
        ]
        if let skew { told["skew"] = .integer(skew) }
        if let broughtBy { told["broughtBy"] = .text(broughtBy) }
        return .object(told)
    }
}
