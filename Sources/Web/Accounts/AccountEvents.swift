import Handbook
import Operations
import Storage

/// Where a request comes from: the address, and what the browser calls itself.
struct Caller: Sendable {
    let address: String
    let agent: String

    init(address: String, agent: String?) {
        self.address = address
        let plain = (agent ?? "–").filter { !$0.isNewline && $0 != "\0" }
        self.agent = String(plain.prefix(200))
    }
}

/// Something that happened with somebody's way in; it is only ever added, and its owner sees it.
struct AccountEvent: Sendable {
    let kind: Kind
    let detail: String?
    let caller: Caller
    let at: Instant

    enum Kind: String, Sendable, CaseIterable {
        case signedIn = "signed-in"
        case failed
        case locked
        case passwordSet = "password-set"
        case totp
        case sessionEnded = "session-ended"
        case token
        case invited

        var title: Text {
            switch self {
            case .signedIn: Text("登录", "Signed in")
            case .failed: Text("登录未成", "A sign-in failed")
            case .locked: Text("多次未成，暂停登录", "Locked for a while after several failures")
            case .passwordSet: Text("设定口令", "Password set")
            case .totp: Text("两步验证变更", "Second step changed")
            case .sessionEnded: Text("结束登录", "Session ended")
            case .token: Text("令牌变更", "Token issued or revoked")
            case .invited: Text("发出邀请或重设链接", "Invitation or reset link sent")
            }
        }
    }
}

extension AccountEvent {
    /// The detail in words: by which key somebody came, what was switched, who did it.
    var words: Text? {
        switch detail {
        case nil: nil
        case "password": Text("凭口令", "by password")
        case "link": Text("凭一次性链接", "by a one-time link")
        case "totp": Text("动态码", "code")
        case "recovery": Text("用了一枚恢复码", "a recovery code was used")
        case "set-up": Text("首次设置", "first set-up")
        case "on": Text("启用", "turned on")
        case "off": Text("停用", "turned off")
        case "read": Text("申领，只读", "issued, to read")
        case "write": Text("申领，可办理", "issued, to read and act")
        case "revoked": Text("吊销", "revoked")
        case let other?: Text(other, other)
        }
    }
}

extension Accounts {
    /// Notes what happened.
    func note(_ kind: AccountEvent.Kind, of person: ID<Person>, _ detail: String? = nil, from caller: Caller) async throws {
        let now = now()
        try await database.write { session in try session.note(kind, of: person, detail, from: caller, at: now) }
    }
}

extension Session {
    /// Notes what happened, with the change that it belongs to.
    func note(
        _ kind: AccountEvent.Kind, of person: ID<Person>, _ detail: String? = nil, from caller: Caller, at now: Instant
    ) throws {
        try execute(
            "INSERT INTO account_events (person, event, detail, address, agent, at) VALUES (?, ?, ?, ?, ?, ?)", person.text,
            kind.rawValue, detail, caller.address, caller.agent, now.milliseconds)
    }

    /// The latest of what happened with somebody's way in.
    func accountEvents(of person: ID<Person>, limit: Int = 20) throws -> [AccountEvent] {
        try query(
            "SELECT event, detail, address, agent, at FROM account_events WHERE person = ? ORDER BY id DESC LIMIT ?", person.text,
            limit
        ).compactMap { row in
            guard let kind = AccountEvent.Kind(rawValue: try row.text("event")) else { return nil }
            return AccountEvent(
                kind: kind, detail: try row.optionalText("detail"),
                caller: Caller(address: try row.text("address"), agent: try row.text("agent")),
                at: Instant(milliseconds: try row.integer("at")))
        }
    }
}
