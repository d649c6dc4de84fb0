import HTTPTypes
import Handbook
import Hummingbird
import Operations
import Storage

extension Front {
    /// The pack: the reader's visits with everything that their steps need, and a stamp for each by which a phone knows what is new.
    func givePack(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let visits = try await desk.visits(of: guest.person)
        let library = try await desk.library(for: visits, of: guest.actor)
        let pack = Pack(visits: visits, library: library, edition: edition, assets: phoneAssets, language: visit.language)
        var members: [(String, JSON)] = [
            ("now", .whole(desk.now().milliseconds)), ("person", .text(guest.person.text)), ("token", .text(guest.formToken)),
            ("days", .whole(Int64(Desk.packDays))), ("mayWork", .flag(guest.actor.isFieldStaff)),
        ]
        if guest.actor.isFieldStaff {
            members.append(("deposit", .text(try await accounts.giveDepositKey(to: guest).text)))
        }
        members += pack.members
        return Response(JSON.object(members).bytes, type: "application/json", to: visit)
    }

    /// Takes one step from a phone's queue: the same form as a page sends, answered as programs read it.
    func takeQueuedStep(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        do {
            let number = try visit.part("number")
            guard let activity = Procedures.declared[CaseNumber.kind(of: number)]?.activity(try visit.part("verb")),
                !activity.isOpening,
                activity.by != [.clock]
            else { throw Missing("没有这一步", "There is no such step") }
            try await look(at: .at(number: number), guest)
            let body = try await FormBody(request, visit)
            // What one person did is never sent in another's name, whoever is signed in by now.
            guard body["_person"] == guest.person.text else {
                throw Unreadable(.unauthorized, "这一步由他人办理，请其本人登录后发送", "Somebody else did this step: they sign in to send it")
            }
            let sent = try await SubmittedForm(body, for: activity.fields, keepingFilesIn: desk)
            var submission = try sent.submission(by: guest.person, .at(number: number), activity.verb, time: edition.time)
            submission.source = body["_way"] == "paper" ? .paper : .phone
            return Response(JSON(try await desk.perform(submission)).bytes, type: "application/json", to: visit)
        } catch {
            return Answer(to: error, visit: visit).problem(to: visit)
        }
    }

    /// What the phone keeps of the house beside the pages: by their content's names, so that another content is another file.
    private var phoneAssets: [String] {
        ["paigong.css", "paigong.js", "site.js", "icon.svg"].map { assets.path($0) }
    }

    /// The service worker, from the root so that it answers for all of `/site`; it names what it keeps, so another version is another worker.
    func giveWorker(_ request: Request, _ visit: Visit) async throws -> Response {
        let names = JSON.list(phoneAssets.map { .text($0) }).bytes
        let bytes = Array("const SHELL = ".utf8) + names + Array(";\n".utf8) + assets.bytes("worker.js")
        return Response(bytes, type: "text/javascript; charset=utf-8", to: visit, headers: [.cacheControl: "no-cache"])
    }

    /// What a phone needs to know to install the house as an app.
    func giveManifest(_ request: Request, _ visit: Visit) async throws -> Response {
        let icon: JSON = .object([
            ("src", .text(assets.path("icon.svg"))), ("sizes", .text("any")), ("type", .text("image/svg+xml")),
            ("purpose", .text("any")),
        ])
        let manifest: JSON = .object([
            ("id", .text("/site")), ("name", .text(visit.language == .zh ? "派工现场" : "Paigong on site")),
            ("short_name", .text(visit.language == .zh ? "现场" : "On site")),
            ("lang", .text(visit.language == .zh ? "zh-CN" : "en")), ("start_url", .text("/site")), ("scope", .text("/")),
            ("display", .text("standalone")), ("background_color", .text("#faf8f3")), ("theme_color", .text("#14506b")),
            ("icons", .list([icon])),
        ])
        return Response(manifest.bytes, type: "application/manifest+json", to: visit, headers: [.cacheControl: "no-cache"])
    }
}
