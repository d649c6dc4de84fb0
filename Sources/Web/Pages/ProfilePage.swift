import HTML
import Handbook
import Operations

/// Somebody's own page: who they are here, what they like, where they are signed in, and what may act in their name.
struct ProfilePage: View {
    let guest: Guest
    let formToken: String
    let organization: Organization
    let reading: AccountReading
    let secondStep: SecondStep
    let tokens: [IssuedToken]
    /// A token that was just issued: shown this once.
    var issued: String?
    var trouble: Text?
    let title = Text("我的账号", "My account")
    let section = Section.profile

    func write(on page: Page) {
        page.h1(text: guest.actor.name)
        page.p("no", text: guest.person.text)
        page.alert(trouble)
        if let issued { shown(issued, on: page) }
        page.div("cols") {
            page.div("main-col") {
                sessions(on: page)
                tokens(on: page)
                events(on: page)
            }
            page.aside {
                roles(on: page)
                preferences(on: page)
                credentials(on: page)
            }
        }
    }

    private func roles(on page: Page) {
        page.h2(say: Text("角色", "Roles"))
        page.ul("sheet pad papers") {
            for grant in guest.actor.grants {
                page.li {
                    page.say(organization.role(grant.role)?.name ?? Text(grant.role, grant.role))
                    page.span("no") {
                        page.text(" ")
                        page.say(grant.region.flatMap(organization.region)?.name ?? Text("全公司", "whole company"))
                    }
                }
            }
            for deputyship in guest.actor.deputyOf {
                page.li(say: Text("代理 \(deputyship.person)", "deputy of \(deputyship.person)"))
            }
        }
    }

    private func preferences(on page: Page) {
        page.h2(say: Text("偏好", "Preferences"))
        page.div("sheet pad") {
            page.post("act", to: "/profile", token: formToken) {
                page.div("field") {
                    page.label(nil, .for("f-language"), say: Text("语言", "Language"))
                    page.select(nil, .name("language"), .id("f-language")) {
                        option("", Text("随浏览器", "As the browser says"), on: page)
                        option("zh", Text("中文", "中文"), on: page)
                        option("en", Text("English", "English"), on: page)
                    }
                }
                page.div("field flag") {
                    page.label {
                        page.input(
                            nil, .type("checkbox"), .name("mail"), .value("1"),
                            .flag("checked", if: reading.preferences.mail ?? !guest.isStaff))
                        page.say(" 通知也寄到邮箱", " Notices by mail too")
                    }
                    page.p(
                        "help",
                        text: reading.mail ?? Text("名册中没有您的邮箱", "The register has no mail address of yours").text(in: page.language)
                    )
                }
                page.div("buttons") { page.send(Text("保存", "Save"), style: "btn q") }
            }
        }
    }

    private func option(_ value: String, _ text: Text, on page: Page) {
        page.option(
            nil, .value(value), .flag("selected", if: value == reading.preferences.language?.rawValue ?? ""), say: text)
    }

    private func credentials(on page: Page) {
        page.h2(say: Text("登录方式", "How you sign in"))
        page.div("sheet pad") {
            page.p {
                page.a(nil, .href("/profile/password"), say: Text("口令", "Password"))
                page.span("no") {
                    page.text(" ")
                    if let since = reading.passwordSince {
                        page.say("设于 ", "since ")
                        page.shortInstant(since, seenAt: reading.now)
                    } else {
                        page.say("尚未设定", "not set yet")
                    }
                }
            }
            page.p {
                page.a(nil, .href("/profile/second-step"), say: Text("两步验证", "Second step"))
                page.text(" ")
                if case .confirmed(_, let left) = secondStep {
                    page.tag(Text("已启用", "On"), .done)
                    page.span("no", say: Text(" 恢复码剩 \(left) 枚", " \(left) recovery codes left"))
                } else {
                    page.tag(Text("未启用", "Off"))
                }
            }
        }
    }
}

extension ProfilePage {
    private func sessions(on page: Page) {
        page.heading(Text("登录中", "Signed in"), reading.sessions.count)
        page.ul("sheet ruled sessions") {
            for session in reading.sessions {
                page.li {
                    page.span {
                        page.b(text: AgentName.short(session.caller.agent))
                        page.span("no", text: " \(session.caller.address)")
                    }
                    page.span("no") {
                        page.say("始于 ", "since ")
                        page.shortInstant(session.since, seenAt: reading.now)
                    }
                    if session.digest == guest.session {
                        page.tag(Text("本次", "This one"), .done)
                    } else {
                        page.post("inline", to: "/profile/sessions", token: formToken) {
                            page.send(Text("结束", "End"), style: "link", name: "session", value: session.digest)
                        }
                    }
                }
            }
        }
        if reading.sessions.count > 1 {
            page.post("after", to: "/profile/sessions", token: formToken) {
                page.send(Text("结束其他全部登录", "End all others"), style: "btn q small", name: "session", value: "others")
            }
        }
    }

    private func tokens(on page: Page) {
        page.h2(say: Text("程序用的令牌", "Tokens for programs"))
        if tokens.isEmpty {
            page.p(
                "empty",
                say: Text(
                    "还没有令牌。程序凭令牌以您的名义读写，权限不超过您本人。",
                    "No tokens yet. With one, a program reads and writes in your name, and never more than you may."))
        } else {
            page.ul("sheet ruled sessions") { for token in tokens { line(token, on: page) } }
        }
        page.details("after") {
            page.summary(say: Text("申领令牌", "Issue a token"))
            page.post("act", to: "/profile/tokens", token: formToken) {
                page.div("field") {
                    page.label(nil, .for("f-scopes"), say: Text("权限", "Scopes"))
                    page.select(nil, .name("scopes"), .id("f-scopes")) {
                        page.option(nil, .value("read"), say: Text("只读", "Read"))
                        page.option(nil, .value("write"), say: Text("读和办理", "Read and act"))
                    }
                }
                PlainField(
                    name: "days", label: Text("有效天数", "Days"), type: "number", value: "90",
                    help: Text("1 至 366", "1 to 366")
                ).write(on: page)
                page.div("buttons") { page.send(Text("申领令牌", "Issue a token"), style: "btn q") }
            }
        }
    }

    private func line(_ token: IssuedToken, on page: Page) {
        page.li {
            page.span {
                page.b(say: token.scopes == "read" ? Text("只读", "Read") : Text("读和办理", "Read and act"))
                page.span("no", text: " \(token.hash.dropFirst(7).prefix(8))…")
            }
            page.span("no") {
                page.say("有效至 ", "until ")
                page.instant(token.expires)
            }
            if token.revoked != nil {
                page.tag(Text("已吊销", "Revoked"))
            } else if token.expires < reading.now {
                page.tag(Text("已过期", "Expired"))
            } else {
                page.post("inline", to: "/profile/tokens/revoke", token: formToken) {
                    page.send(Text("吊销", "Revoke"), style: "link", name: "hash", value: token.hash)
                }
            }
        }
    }

    private func shown(_ token: String, on page: Page) {
        page.div("sheet pad secret") {
            page.p(say: Text("这是新令牌，只显示这一次，请立即保存：", "This is the new token. It is shown this once; keep it now:"))
            page.p { page.code(text: token) }
        }
    }

    private func events(on page: Page) {
        page.h2(say: Text("账号记录", "What happened with your account"))
        page.ol("sheet ruled tl") {
            for event in reading.events {
                page.li {
                    page.shortInstant(event.at, seenAt: reading.now)
                    page.div {
                        page.say(event.kind.title)
                        page.em(
                            text:
                                " \([event.words?.text(in: page.language), AgentName.short(event.caller.agent), event.caller.address].compactMap { $0 }.joined(separator: " · "))"
                        )
                    }
                }
            }
        }
        page.p(
            "help",
            say: Text(
                "有不是您本人的记录？请立即更改口令，并告知管理员。", "Something here was not you? Change your password now, and tell an administrator."))
    }
}
