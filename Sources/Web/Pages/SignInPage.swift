import HTML
import Handbook

/// Asks for name and password; it says the same to whoever is wrong in whichever of them.
struct SignInPage: View {
    let formToken: String
    let then: String
    var name = ""
    var trouble: Text?
    let title = Text("登录派工", "Sign in to Paigong")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.alert(trouble)
        page.post("act", to: "/sign-in", token: formToken) {
            page.hidden("then", then)
            PlainField(
                name: "name", label: Text("编号、电话或邮箱", "Code, phone or mail"), value: name, autocomplete: "username",
                isFirst: name.isEmpty
            ).write(on: page)
            PlainField(name: "password", label: Text("口令", "Password"), type: "password", autocomplete: "current-password")
                .write(on: page)
            page.div("buttons") { page.send(Text("登录", "Sign in")) }
        }
        page.p { page.a(nil, .href("/forgotten"), say: Text("忘记口令，或第一次登录", "Forgotten your password, or here for the first time")) }
    }

    /// What is said to everybody who gave a wrong name or password.
    static let wrong = Text("编号或口令不对", "The name or the password is wrong")
}

/// Asks for the second step's code, after the password was right.
struct SecondStepPage: View {
    let formToken: String
    let key: String
    let then: String
    var trouble: Text?
    let title = Text("两步验证", "Second step")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.alert(trouble)
        page.post("act", to: "/sign-in", token: formToken) {
            page.hidden("then", then)
            page.hidden("key", key)
            PlainField(
                name: "code", label: Text("动态码", "Code"), autocomplete: "one-time-code",
                help: Text(
                    "手机应用里的六位数字；手机不在身边，可用一枚恢复码", "The six digits from your app; without your phone, one of your recovery codes")
            ).write(on: page)
            page.div("buttons") { page.send(Text("继续", "Go on")) }
        }
        page.p { page.a(nil, .href("/sign-in"), say: Text("重新登录", "Begin again")) }
    }

    static let wrong = Text("动态码不对，或已用过", "The code is wrong, or was used already")
}

/// Confirms a one-time link: only a sent form uses it up, since mail programs open links by themselves.
struct EnterPage: View {
    let formToken: String
    let key: String
    let name: String
    let title = Text("登录派工", "Sign in to Paigong")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.p(say: Text("\(name)，您好。请确认登录。", "Hello, \(name). Please confirm."))
        page.post(to: "/enter/\(key.percentEncoded)", token: formToken) { page.send(Text("登录", "Sign in")) }
    }
}

/// Takes a new password from whoever followed an invitation or asked for a new one.
struct NewPasswordPage: View {
    let formToken: String
    let key: String
    let name: String
    var trouble: Text?
    let title = Text("设定口令", "Set your password")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.p(say: Text("\(name)，您好。设定后即可登录；其他地方的登录会一并结束。", "Hello, \(name). It signs you in, and ends your sessions elsewhere."))
        page.post("act", to: "/enter/\(key.percentEncoded)", token: formToken) {
            for field in PlainField.newPassword(trouble: trouble) { field.write(on: page) }
            page.div("buttons") { page.send(title) }
        }
    }
}

/// Asks where to send a link for a new password.
struct ForgottenPage: View {
    let formToken: String
    let title = Text("忘记口令，或第一次登录", "Forgotten password, or first time here")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.p(
            say: Text(
                "填写您的编号、电话或邮箱，我们把链接寄到名册所记的邮箱。",
                "Give your code, phone or mail; we send a link to the address that the register has."))
        page.post("act", to: "/forgotten", token: formToken) {
            PlainField(
                name: "name", label: Text("编号、电话或邮箱", "Code, phone or mail"), autocomplete: "username"
            ).write(on: page)
            page.div("buttons") { page.send(Text("寄送链接", "Send the link")) }
        }
        page.p { page.a(nil, .href("/sign-in"), say: Text("回到登录", "Back to the sign-in")) }
    }
}

/// A few sentences and a way on.
struct WordPage: View {
    let title: Text
    let sentences: [Text]
    let way: (path: String, text: Text)
    var section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        for sentence in sentences { page.p(say: sentence) }
        page.p { page.a("btn q", .href(way.path), say: way.text) }
    }
}
