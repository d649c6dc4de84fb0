import HTML
import Handbook
import Operations

/// Changes one's own password.
struct PasswordPage: View {
    let formToken: String
    /// Whether there is one already, which is asked for first.
    let hasPassword: Bool
    var wrong: Text?
    var trouble: Text?
    let title = Text("更改口令", "Change your password")
    let section = Section.profile

    func write(on page: Page) {
        page.h1(say: title)
        page.div("sheet pad narrow") {
            page.post("act", to: "/profile/password", token: formToken) {
                if hasPassword {
                    PlainField(
                        name: "present", label: Text("现在的口令", "Present password"), type: "password",
                        autocomplete: "current-password", trouble: wrong
                    ).write(on: page)
                }
                for field in PlainField.newPassword(trouble: trouble) { field.write(on: page) }
                page.p("help", say: Text("其他地方的登录会一并结束。", "Your sessions elsewhere end with it."))
                page.div("buttons") { page.send(title) }
            }
        }
        page.p("after") { page.a(nil, .href("/profile"), say: Text("回到我的账号", "Back to my account")) }
    }
}

/// Turns the second step on or off.
struct SecondStepSetUpPage: View {
    let formToken: String
    let person: ID<Person>
    let state: SecondStep
    let hasPassword: Bool
    /// Recovery codes that were just drawn: shown this once.
    var codes: [String] = []
    var trouble: Text?
    let title = Text("两步验证", "Second step")
    let section = Section.profile

    func write(on page: Page) {
        page.h1(say: title)
        page.alert(trouble)
        if !codes.isEmpty { shown(on: page) }
        page.div("sheet pad narrow") {
            switch state {
            case .none: begin(on: page)
            case .begun(let totp): confirm(totp, on: page)
            case .confirmed(_, let left): change(left, on: page)
            }
        }
        page.p("after") { page.a(nil, .href("/profile"), say: Text("回到我的账号", "Back to my account")) }
    }

    private func begin(on page: Page) {
        page.p(
            say: Text(
                "启用后，登录时除口令外还要手机应用里的六位动态码。",
                "With it, signing in asks for six digits from an app on your phone beside the password."))
        page.post("act after", to: "/profile/second-step", token: formToken) {
            page.hidden("step", "begin")
            present(on: page)
            page.div("buttons") { page.send(Text("开始启用", "Turn it on")) }
        }
    }

    private func confirm(_ totp: TOTP, on page: Page) {
        let label = Text("供验证器应用扫描的二维码", "QR code for your authenticator app")
        page.p(say: Text("用验证器应用扫描，再填写它显示的六位数字。", "Scan this with your authenticator app, and type the six digits that it shows."))
        QRPicture(totp.address(for: person.text), label: label)?.write(on: page)
        page.p("no", say: Text("扫不了？手动输入：", "Can't scan? Type this:"))
        page.p { page.code("key", text: totp.base32.inGroups(by: " ")) }
        page.post("act after", to: "/profile/second-step", token: formToken) {
            page.hidden("step", "confirm")
            PlainField(name: "code", label: Text("动态码", "Code"), autocomplete: "one-time-code").write(on: page)
            page.div("buttons") { page.send(Text("启用", "Turn it on")) }
        }
    }

    private func change(_ left: Int, on page: Page) {
        page.p {
            page.tag(Text("已启用", "On"), .done)
            page.say(" 恢复码剩 \(left) 枚", " \(left) recovery codes left")
        }
        page.post("act after", to: "/profile/second-step", token: formToken) {
            present(on: page)
            page.div("buttons") {
                page.send(Text("重发恢复码", "New recovery codes"), style: "btn q", name: "step", value: "codes")
                page.send(Text("停用", "Turn it off"), style: "btn q", name: "step", value: "end")
            }
        }
    }

    private func present(on page: Page) {
        if !hasPassword { return }
        PlainField(
            name: "present", label: Text("现在的口令", "Present password"), type: "password", autocomplete: "current-password"
        ).write(on: page)
    }

    private func shown(on page: Page) {
        page.div("sheet pad secret narrow") {
            page.p(
                say: Text(
                    "恢复码只显示这一次，每枚可用一次；手机不在身边时代替动态码。请抄下或打印，另处存放。",
                    "Recovery codes are shown this once, and each works once in place of the app. Write them down or print them, and keep them elsewhere."
                ))
            page.ul("codes") { for code in codes { page.li { page.code(text: code) } } }
        }
    }
}
