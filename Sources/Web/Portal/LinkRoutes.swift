import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// What a one-time link opens. A chat's preview may ask for it as often as it likes: only a sent form uses it up.
    func showLink(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let (key, reading) = try await link(visit) else { return show(LinkOverPage(), to: visit, status: .notFound) }
        if reading.state == .open { try await noteSigning(of: reading.subject, by: reading.actor.person) }
        var page = LinkPage(reading: reading, path: "/l/\(key.text)", forms: forms(of: reading, key, visit), address: address)
        page.done = Asked(request)["done"].flatMap(reading.activity).map(CustomerForms.title)
        return show(page, to: visit)
    }

    /// A paper of the case that is followed by a link.
    func showLinkPaper(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let (key, reading) = try await link(visit), let version = Int(try visit.part("version")) else {
            return show(LinkOverPage(), to: visit, status: .notFound)
        }
        let paper = try await desk.paper(try visit.part("kind"), version, byLink: key.digest)
        try await note(
            read: .paper("\(paper.snapshot.kind)/\(version)"), of: paper.snapshot.number, by: reading.actor.person,
            if: paper.classification == .customerSecret)
        return show(LinkPaperPage(reading: paper, back: "/l/\(key.text)", address: address), to: visit)
    }

    /// Does what a link is for, as its contact; a refusal leaves the link as it was.
    func takeLink(_ request: Request, _ visit: Visit) async throws -> Response {
        guard let (key, reading) = try await link(visit) else { return show(LinkOverPage(), to: visit, status: .notFound) }
        let body = try await FormBody(request, visit)
        // Sent twice: the second time shows what came of the first.
        if reading.state == .used { return .goOn(to: "/l/\(key.text)") }
        guard let activity = reading.activity(try visit.part("verb")) else { throw Missing("没有这一步", "There is no such step") }
        let maker = customerForms(for: reading, visit)
        let place = reading.link.purpose.place(in: reading.link.number)
        let sent = try await SubmittedForm(body, for: maker.fields(of: activity), keepingFilesIn: desk)
        var answer: Answer?
        do {
            if sent.more == nil {
                try await desk.perform(try maker.submission(sent, at: place, activity))
                return .goOn(to: "/l/\(key.text)?done=\(activity.verb)")
            }
        } catch is Missing {
            // Somebody was quicker, or it was taken back while this one typed.
            return show(LinkOverPage(), to: visit, status: .notFound)
        } catch let error where error is Refused || error is Malformed || error is Stale || error is PolicyGap {
            answer = Answer(to: error, visit: visit)
        }
        // Shown as it stands now, with what was typed, though the step may be open no more.
        guard let (_, now) = try await link(visit) else { return show(LinkOverPage(), to: visit, status: .notFound) }
        var form = customerForms(for: now, visit).form(activity, at: place, sentTo: "/l/\(key.text)/\(activity.verb)")
        form.take(sent, answer)
        let others = forms(of: now, key, visit).filter { $0.activity.verb != activity.verb }
        return show(
            LinkPage(reading: now, path: "/l/\(key.text)", forms: [form] + others, address: address), to: visit,
            status: answer?.status ?? .ok)
    }

    private func forms(of reading: LinkReading, _ key: Secret, _ visit: Visit) -> [ActivityForm] {
        let maker = customerForms(for: reading, visit)
        return reading.steps.map { ready in
            maker.form(
                ready.activity, ready.obstacles, at: reading.link.purpose.place(in: reading.link.number),
                sentTo: "/l/\(key.text)/\(ready.activity.verb)")
        }
    }

    private func customerForms(for reading: LinkReading, _ visit: Visit) -> CustomerForms {
        CustomerForms(
            edition: reading.subject?.edition ?? reading.edition, formToken: visit.formToken, actor: reading.actor,
            post: reading.contact.post, toSign: reading.subject?.toSign, shown: reading.subject?.header)
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
