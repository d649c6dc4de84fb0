import Handbook

/// Issues an access token for programs: only its digest is kept.
struct IssueToken: Activity {
    static let row = Row<Standing>(
        "–", "发放令牌", "Issue token", roles: Everywhere.everybody, from: [.active], clauses: ["5.3.2(2)(d)"])
    static let guards: [Guard<Self>] = [
        // With another's token one could review one's own work.
        .before("5.3.2(2)(d)", "由本人或控制台发放", "It is issued by oneself, or at the console") { person, work in
            .met(
                if: work.person.text == person.code || work.person == Actor.console.person,
                else: Text("请\(person.name)本人申领", "\(person.name) asks for it in person"))
        }
    ]

    @Input("令牌校验值", "Digest of the token", 71...71) var hash: String
    @Input("有效至", "Valid until") var expires: Instant
    @Input("权限", "Scopes") var scopes: String

    func perform(on person: inout Person, in work: Work) { work.keep(tokenHash: hash, expires: expires, scopes: scopes) }
}

/// Ends an access token before its time: it is lost, or the program is gone.
struct RevokeToken: Activity {
    static let row = Row<Standing>(
        "–", "吊销令牌", "Revoke token", roles: Everywhere.everybody, from: [.active], clauses: ["5.3.2(2)(d)"])
    static let guards: [Guard<Self>] = [
        .before("5.3.2(2)(d)", "由本人、管理员或人事行政吊销", "Oneself, an administrator or HR revokes it") { person, work in
            let keepers = [Role.administrator.id, Role.humanResources.id]
            return .met(
                if: work.person.text == person.code || work.actor.grants.contains { keepers.contains($0.role) },
                else: Text("请\(person.name)本人或管理员吊销", "\(person.name) or an administrator revokes it"))
        }
    ]

    @Input("令牌校验值", "Digest of the token", 71...71) var hash: String

    func perform(on person: inout Person, in work: Work) { work.revoke(tokenHash: hash) }
}
