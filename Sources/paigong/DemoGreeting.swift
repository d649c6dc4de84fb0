import Handbook
import Operations
import Web

/// What the demonstration prints: a link for each of its people with what awaits them, and a short path through.
struct DemoGreeting {
    let desk: Desk
    let accounts: Accounts
    let address: String

    /// The greeting, with links that were made for it.
    func text() async throws -> String {
        let people = try await desk.database.read { session in
            try session.query("SELECT code, name FROM people WHERE valid_to IS NULL AND active = 1 ORDER BY code LIMIT 100").map {
                (code: ID<Person>(try $0.text("code")), name: try $0.text("name"))
            }
        }
        let roles = try await desk.database.read { session in
            try session.query("SELECT person, role FROM role_holders ORDER BY person, role").reduce(into: [String: Set<String>]()) {
                $0[try $1.text("person"), default: []].insert(try $1.text("role"))
            }
        }
        var lines = [
            "", "派工演示 The Paigong demonstration is served at \(address)",
            "每人一条登录链接，只能用一次。A sign-in link for each person, good for once:",
        ]
        for group in Self.groups {
            lines += ["", "■ \(group.title.zh) \(group.title.en)"]
            let those = people.filter { !group.roles.isDisjoint(with: roles[$0.code.text] ?? []) }
            for person in those.prefix(Self.most) {
                lines.append("  \(person.name) \(person.code)：\(try await awaiting(person.code))")
                lines.append("    \(address)\(try await accounts.link(for: person.code, to: .signIn))")
            }
            if those.count > Self.most {
                lines.append("  另有 \(those.count - Self.most) 人，没有链接 and \(those.count - Self.most) more, without a link")
            }
        }
        return (lines + [""] + Self.path + ["", "Ctrl-C 结束 ends it.", ""]).joined(separator: "\n")
    }

    /// How many people of a group get a link.
    private static let most = 12

    /// How many things wait for somebody, and the first of them.
    private func awaiting(_ person: ID<Person>) async throws -> String {
        let steps = try await desk.nextSteps(for: person)
        guard let first = steps.first else { return "可查看全部，暂无待办 nothing waits" }
        let title = first.activities.first ?? first.stage
        return "\(steps.count) 件待办，先 \(title.zh) \(first.header.number)；\(steps.count) to do, first: \(title.en)"
    }

    /// The people as the terminal groups them, by what they do.
    private static let groups: [(title: Text, roles: Set<String>)] = [
        (Text("热线", "Service desk"), ["service-desk"]),
        (Text("经理", "Managers"), ["technical-manager", "service-manager"]),
        (Text("工程师", "Engineers"), ["engineer"]),
        (Text("库管", "Storekeeper"), ["storekeeper"]),
        (Text("客户", "Customers"), ["customer"]),
        (Text("销售助理", "Sales assistant"), ["sales-assistant"]),
        (
            Text("管理层、审计、人事、系统管理", "Management, audit, people, administration"),
            ["auditor", "human-resources", "administrator", "management"]
        ),
    ]

    /// The way through that takes three minutes; the README tells the long one.
    private static let path = [
        "■ 三分钟 Three minutes",
        "  1. 打开李强的链接，点“清洁光口并复测光功率”，按“审核并关闭”：第一张单关了，三步各记一条。",
        "     Open 李强's link, choose “清洁光口并复测光功率”, press “Review and close”: the first order is closed, each step journaled.",
        "  2. 点“更换车辆段 2 槽线路板”：还不能关，右边写明条款和怎样才能办成。",
        "     Choose “更换车辆段 2 槽线路板”: it can't close yet; beside it stand the clauses and what would make it pass.",
        "  3. 从报修走到关单：照 README 的表，每人用一个无痕窗口，先从王敏的“受理”开始。",
        "     From the report to the closed order: follow the README's table, a private window for each, beginning with 王敏's “Receive”.",
    ]
}
