import HTML
import Handbook
import Operations

/// What HR and administrators do for somebody's way in, on that person's page.
struct AccountKeeping {
    private let person: String
    private let formToken: String
    private let isAdministrator: Bool

    /// Nil where the case is no person at work, or the reader keeps no accounts.
    init?(of header: CaseHeader, by guest: Guest) {
        guard header.kind == Person.kind, header.isOpen, guest.mayInvite else { return nil }
        person = CaseNumber.code(of: header.number)
        formToken = guest.formToken
        isAdministrator = guest.keepsAccounts && person != guest.person.text
    }

    func write(on page: Page) {
        page.h2(say: Text("登录", "Signing in"))
        page.div("sheet pad") {
            page.post(to: "/invite/\(person.percentEncoded)", token: formToken) {
                page.send(Text("邮件邀请设定口令", "Invite by mail to set a password"), style: "btn q small")
            }
            if isAdministrator {
                page.post("others", to: "/accounts/\(person.percentEncoded)", token: formToken) {
                    page.send(Text("结束其全部登录", "End all their sessions"), style: "btn q small", name: "act", value: "end-sessions")
                    page.send(
                        Text("解除两步验证（手机遗失）", "Take the second step off (phone lost)"), style: "btn q small", name: "act",
                        value: "end-second-step")
                }
            }
        }
    }
}
