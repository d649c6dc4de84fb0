import HTML
import Handbook

/// Confirms a one-time link: only a sent form uses it up, since mail programs open links by themselves.
struct EnterPage: View {
    let key: String
    let name: String
    let title = Text("登录派工", "Sign in to Paigong")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.p(say: Text("\(name)，您好。请确认登录。", "Hello, \(name). Please confirm."))
        page.form(nil, Attribute("method", "post"), .action("/enter/\(key.percentEncoded)")) {
            page.button("btn", .type("submit"), say: Text("登录", "Sign in"))
        }
    }
}
