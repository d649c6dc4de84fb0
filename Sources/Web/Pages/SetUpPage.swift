import HTML
import Handbook

/// Enters the first administrator of a new house; it can be seen only as long as there is none.
struct SetUpPage: View {
    let formToken: String
    let key: String
    var values: [String: String] = [:]
    var troubles: [String: Text] = [:]
    var trouble: Text?
    let title = Text("首次设置", "Set the house up")
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        page.p(
            say: Text(
                "这里还没有管理员。请登记第一位；其余人员由其在名册中登记。",
                "There is no administrator yet. Enter the first; everybody else is entered in the registers."))
        page.alert(trouble)
        page.post("act", to: "/set-up/\(key.percentEncoded)", token: formToken) {
            field("name", Text("姓名", "Name"), autocomplete: "name", on: page)
            field(
                "code", Text("编号", "Code"), autocomplete: "username",
                help: Text("小写字母、数字和连字符，如 zhang-wei", "Small letters, digits and hyphens, such as zhang-wei"), on: page)
            field("mail", Text("邮箱", "Mail"), type: "email", autocomplete: "email", isRequired: false, on: page)
            for field in PlainField.newPassword(trouble: troubles["password"]) { field.write(on: page) }
            page.div("buttons") { page.send(Text("登记并登录", "Enter and sign in")) }
        }
    }

    private func field(
        _ name: String, _ label: Text, type: String = "text", autocomplete: String, help: Text? = nil, isRequired: Bool = true,
        on page: Page
    ) {
        PlainField(
            name: name, label: label, type: type, value: values[name] ?? "", autocomplete: autocomplete, help: help,
            trouble: troubles[name], isRequired: isRequired
        ).write(on: page)
    }
}
