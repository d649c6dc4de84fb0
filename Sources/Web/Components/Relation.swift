import Handbook

/// How two cases are tied, in words.
enum Relation {
    /// The name of a tie as it is kept.
    static func name(of relation: String) -> Text {
        switch relation {
        case "parent": Text("来自", "from")
        case "child": Text("由此开出", "opened from here")
        case "related": Text("关联", "related")
        case "handed-over": Text("交班", "handed over")
        case "refreshed-by": Text("档案由此刷新", "record refreshed")
        case "returned": Text("交回", "returned")
        case "issued": Text("发放", "issued")
        default: Text(relation, relation)
        }
    }
}
