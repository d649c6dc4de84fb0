import Handbook
import Operations

/// A step's form as somebody of a customer's fills it in: made from the declared inputs, without what is known of them.
struct CustomerForms {
    let edition: Edition
    let formToken: String
    /// Who fills it in.
    let actor: Actor
    /// Their post, where the register has it.
    var post: String?
    /// The paper that is to be signed, and stands on the page.
    var toSign: PaperReading?
    /// The case that is shown, where there is one.
    var shown: CaseHeader?

    /// What customers aren't asked: it is known of them, or it is for staff who type in their stead.
    private static let unasked: Set<String> = ["customer", "channel", "saidBy", "saidAt", "complainant"]
    /// What a contact by a link isn't asked besides: they are the contact, the link knows its case, and they find nothing in the
    /// registers.
    private static let known: Set<String> = ["contact", "phone", "site", "about"]

    /// The inputs that stay away from a step's form.
    func omitted(from activity: DeclaredActivity) -> Set<String> {
        actor.link == nil ? Self.unasked : activity.isOpening ? Self.unasked.union(Self.known) : Self.unasked.union(["site"])
    }

    /// The inputs that are asked.
    func fields(of activity: DeclaredActivity) -> [Field] {
        let omitted = omitted(from: activity)
        return activity.fields.filter { !omitted.contains($0.name) }
    }

    /// What a step is called at a customer's.
    static func title(of activity: DeclaredActivity) -> Text {
        switch activity.verb {
        case "receive": Text("报修", "Report a fault")
        case "sign": Text("签字", "Sign")
        default: activity.title
        }
    }

    /// The empty form of a step.
    func form(
        _ activity: DeclaredActivity, _ obstacles: [Reason] = [], at place: Submission.Place, sentTo target: String
    ) -> ActivityForm {
        var form = ActivityForm(
            place: place, activity: activity, edition: edition, formToken: formToken, key: Secret.drawn().text)
        form.isForCustomer = true
        form.isForTouch = true
        form.sending = Self.title(of: activity)
        form.target = target
        form.omitted = omitted(from: activity)
        form.obstacles = obstacles
        if let shown, LinkPurpose.agrees(activity.verb, in: shown.kind) { form.asOf = shown.headPosition }
        if activity.takesSignature {
            form.values["signature"] = [
                "name": .text(actor.name), "post": post.map { .text($0) } ?? .null, "paper": toSign.map { .text($0.hash) } ?? .null,
            ]
        }
        return form
    }

    /// What was sent, as the desk takes it.
    func submission(_ sent: SubmittedForm, at place: Submission.Place, _ activity: DeclaredActivity) throws -> Submission {
        var submission = try sent.submission(by: actor.person, place, activity.verb, time: edition.time)
        // People at a customer's tell what they do now; what was earlier they say in words.
        submission.done = nil
        submission.link = actor.link?.hash
        if actor.link != nil { submission.source = .link }
        if activity.fields.contains(where: { $0.name == "channel" }) { submission.input["channel"] = "portal" }
        return submission
    }
}

extension ActivityForm {
    /// The form again, with what was typed and what was wrong with it.
    mutating func take(_ sent: SubmittedForm, _ answer: Answer?) {
        values = sent.values
        self.answer = answer
        reasons = sent.reasons
    }
}
