import Handbook
import Hummingbird
import Operations

extension Front {
    func showForgotten(_ request: Request, _ visit: Visit) async throws -> Response {
        show(ForgottenPage(formToken: visit.formToken), to: visit)
    }

    /// Sends a link for a new password; the answer is the same whether the name is known or not.
    func forgotten(_ request: Request, _ visit: Visit) async throws -> Response {
        let name = try await FormBody(request, visit)["name"] ?? ""
        try await accounts.count(.address(visit.address))
        try await accounts.sendForgotten(name, from: visit.caller)
        let page = WordPage(
            title: Text("请查收邮件", "Look into your mail"),
            sentences: [
                Text(
                    "如果名册中有这个人和邮箱，链接已经寄出，两小时内有效。",
                    "If the register knows this name and has a mail address, a link is on its way; it works for two hours."),
                Text("没有收到？请人事行政或管理员核对您的邮箱。", "Nothing came? Ask HR or an administrator to check your address."),
            ], way: ("/sign-in", Text("回到登录", "Back to the sign-in")))
        return show(page, to: visit)
    }

    /// Invites somebody to set a password, by an administrator or HR.
    func invite(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let person = ID<Person>(try visit.part("person"))
        _ = try await FormBody(request, visit)
        guard guest.mayInvite, try await accounts.mayEnter(person) else { throw Missing("没有这一页", "There is no such page") }
        let way = (path: "/cases/\(person.number.percentEncoded)", text: Text("回到人员名册", "Back to the person"))
        guard let mail = try await accounts.send(.invitation, to: person, from: visit.caller) else {
            let page = WordPage(
                title: Text("没有邮箱", "No mail address"),
                sentences: [Text("名册中没有此人的邮箱，请先登记。", "The register has no mail address of this person; enter it first.")], way: way)
            return show(page, to: visit, status: .unprocessableContent)
        }
        let page = WordPage(
            title: Text("邀请已寄出", "The invitation is on its way"),
            sentences: [Text("已寄往 \(mail)，72 小时内有效。", "It goes to \(mail) and works for 72 hours.")], way: way)
        return show(page, to: visit)
    }
}

extension Front {
    /// Ends somebody's sessions, or their second step when phone and recovery codes are lost; an administrator only, and not for oneself.
    func keepAccount(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let person = ID<Person>(try visit.part("person"))
        let act = try await FormBody(request, visit)["act"]
        guard guest.keepsAccounts, person != guest.person, try await accounts.mayEnter(person) else {
            throw Missing("没有这一页", "There is no such page")
        }
        switch act {
        case "end-sessions": try await accounts.endAll(of: person, by: guest.person, from: visit.caller)
        case "end-second-step":
            try await accounts.endSecondStep(of: person, by: guest.person, from: visit.caller)
            try await accounts.endAll(of: person, by: guest.person, from: visit.caller)
        default: throw Missing("没有这一步", "There is no such step")
        }
        return .goOn(to: "/cases/\(person.number.percentEncoded)")
    }
}

extension Guest {
    /// Whether they may end other people's sessions and second steps.
    var keepsAccounts: Bool { holds(.administrator) }

    /// Whether they may invite others to set a password.
    var mayInvite: Bool { holds(.administrator, .humanResources) }
}
