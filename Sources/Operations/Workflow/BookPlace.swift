import Handbook

/// A place where the edition says that a clause is held: "DO/040", "register:document", "across:secrets".
package struct BookPlace: Hashable, Sendable {
    /// The letters of the procedure, or the place as it is written.
    package let id: String
    /// The activity's code; nil where the whole procedure is meant.
    package let code: String?

    package init(_ place: String) {
        let halves = place.split(separator: "/", maxSplits: 1).map(String.init)
        id = halves.first ?? place
        code = halves.count == 2 ? halves[1] : nil
    }

    /// The procedure or register of that name; nil where there is none yet.
    package var procedure: DeclaredProcedure? {
        guard id.hasPrefix("register:") else { return Procedures.declared[id] }
        let register = String(id.dropFirst("register:".count))
        // The book speaks of staff, products and stock; this is what we made of them.
        let kinds = ["staff": Person.kind, "product": ProductModel.kind, "stock": Part.kind]
        return Procedures.declared[kinds[register] ?? register]
    }

    /// Whether the house has it.
    package var isBuilt: Bool { procedure != nil }

    /// Its name in words.
    package var name: Text { procedure?.title ?? Self.planned[id] ?? Text(id, id) }

    /// What the book has and the house has not yet, or not in one place.
    private static let planned: [String: Text] = [
        "RS": Text("远程接入", "Remote session"), "IN": Text("安装服务", "Installation"), "QC": Text("质量自检", "Quality self-check"),
        "GC": Text("货物问题", "Goods claim"), "RR": Text("硬件返修", "Repair return"), "AR": Text("备件先行", "Advance replacement"),
        "SL": Text("借出借入", "Spare loan"), "VR": Text("返修记录", "Vendor repair"), "HI": Text("健康巡检", "Health inspection"),
        "SP": Text("维保服务", "Support plan"), "PR": Text("软件补丁", "Patch release"), "RC": Text("批量整改", "Rectification"),
        "RE": Text("驻场", "Residency"), "HR": Text("高危操作", "High-risk operation"), "MI": Text("重大故障", "Incident"),
        "PM": Text("客户许可", "Customer permission"), "CU": Text("资料与工具保管", "Custody"), "CR": Text("账号、工卡、名片", "Staff credentials"),
        "QF": Text("技能资格", "Qualification"), "AP": Text("绩效考评", "Appraisal"), "VI": Text("违规", "Violation"),
        "HB": Text("手册学习", "Handbook study"), "register:document": Text("文件名册", "Documents"),
        "register:company": Text("公司资料", "The company"), "register:account": Text("账号名册", "Accounts"),
        "register:licence": Text("许可证名册", "Licences"), "across:wording": Text("用语检查", "Wording"),
        "across:secrets": Text("保密检查", "Secrets"), "across:reminders": Text("提醒", "Reminders"),
        "across:outgoing": Text("对外发文", "What goes out"), "across:access": Text("访问权限", "Access"),
        "across:archive": Text("归档", "Archive"),
    ]
}
