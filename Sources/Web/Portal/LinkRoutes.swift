import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// What a one-time link opens. A chat's preview may ask for it as often as it likes: only a sent form uses it up.
    func showLink(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let (key, reading) = try await link(visit) else { return show(LinkOverPage(), to: visit, status: .notFound) }
        if reading.state == .open { try await noteSigning(of: reading.subject, by: reading.actor.person) }
        return show(
            LinkPage(reading: reading, forms: forms(of: reading, key, visit), address: address), to: visit)
    }

    /// Does what a link is for, as its contact; a refusal leaves the link as it was.
    func takeLink(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let (key, reading) = try await link(visit) else { return show(LinkOverPage(), to: visit, status: .notFound) }
        let body = try await FormBody(request, visit)
        // Sent twice: the second time shows what came of the first.
        if reading.state == .used { return .goOn(to: "/l/\(key.text)") }
        let verb = try visit.part("verb")
        var forms = forms(of: reading, key, visit)
        guard let index = forms.firstIndex(where: { $0.activity.verb == verb }) else {
            throw Missing("没有这一步", "There is no such step")
        }
        let activity = forms[index].activity
        let maker = customerForms(for: reading, visit)
        let sent = try await SubmittedForm(body, for: maker.fields(of: activity), keepingFilesIn: desk)
        var answer: Answer?
        do {
            if sent.more == nil {
                try await desk.perform(try maker.submission(sent, at: forms[index].place, activity))
                return .goOn(to: "/l/\(key.text)")
            }
        } catch is Missing {
            // Somebody was quicker, or it was taken back while this one typed.
            return show(LinkOverPage(), to: visit, status: .notFound)
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            answer = Answer(to: error, visit: visit)
        }
        forms[index].take(sent, answer)
        return show(LinkPage(reading: reading, forms: forms, address: address), to: visit, status: answer?.status ?? .ok)
    }

    private func forms(of reading: LinkReading, _ key: Secret, _ visit: Visit) -> [ActivityForm] {
        let maker = customerForms(for: reading, visit)
        return reading.steps.map { ready in
            maker.form(
                ready, at: reading.link.purpose.place(in: reading.link.number), sentTo: "/l/\(key.text)/\(ready.activity.verb)")
        }
    }

    private func customerForms(for reading: LinkReading, _ visit: Visit) -> CustomerForms {
        CustomerForms(
            edition: reading.subject?.edition ?? reading.edition, formToken: visit.formToken, actor: reading.actor,
            post: reading.contact.post, toSign: reading.subject?.toSign)
    }

    /// The key of the path and what its link shows; nil where it is no good, or none.
    private func link(_ visit: Visit) async throws -> (key: Secret, reading: LinkReading)? {
        guard let text = try? visit.part("key"), Secret.isReadable(text) else { return nil }
        let key = Secret(text)
        do {
            return (key, try await desk.link(key.digest))
        } catch is Missing {
            return nil
        }
    }
}
