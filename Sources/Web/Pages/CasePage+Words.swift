import Handbook
import Operations

extension CasePage {
    static func word(of clock: ClockState, at now: Instant) -> Text {
        switch clock.word(at: now) {
        case "kept": Text("按时", "In time")
        case "late": Text("已超时", "Late")
        case "breached": Text("超时", "Late")
        case "paused": Text("暂停", "Paused")
        default: Text("计时中", "Running")
        }
    }

    static func state(of clock: ClockState, at now: Instant) -> TimeLeft.State {
        switch clock.word(at: now) {
        case "kept": .done
        case "late", "breached": .late
        case "paused": .wait
        default: .calm
        }
    }

    static func part(_ part: String) -> Text {
        switch part {
        case "lead": Text("工程师", "Engineer")
        case "helper": Text("协助", "Helper")
        case "requester": Text("提出人", "Raised by")
        case "manager": Text("派工经理", "Manager")
        case "owner": Text("负责人", "Owner")
        case "author": Text("作者", "Author")
        default: Text(part, part)
        }
    }

    static func relation(_ relation: String) -> Text {
        switch relation {
        case "parent": Text("来自", "from")
        case "child": Text("由此开出", "opened from here")
        case "related": Text("关联", "related")
        case "handed-over": Text("交班", "handed over")
        case "refreshed-by": Text("档案由此刷新", "record refreshed")
        case "returned": Text("交回", "returned")
        case "issued": Text("发放", "issued")
        case "complaint": Text("投诉", "complaint")
        case "trip": Text("同程", "same trip")
        case "learned-from": Text("成文", "written up")
        default: guide(relation) ?? Text(relation, relation)
        }
    }

    /// The version of a guide by which an order was worked.
    private static func guide(_ relation: String) -> Text? {
        guard relation.hasPrefix("guide/") else { return nil }
        let version = relation.dropFirst("guide/".count)
        return Text("照指导书第 \(version) 版", "by version \(version) of the guide")
    }
}

extension ClockTerm {
    /// The term as people say it.
    var words: Text {
        switch self {
        case .level(let level): Text(level.description, level.description)
        case .workingDays(let days): Text("\(days) 个工作日", days == 1 ? "1 working day" : "\(days) working days")
        }
    }
}
