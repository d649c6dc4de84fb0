import Handbook
import Storage

/// What a closed order taught us, told without anything of the customer's (1.3.4).
package struct KnowledgeArticle: Publication {
    package static let kind = "KA"
    package static let title = Text("知识文章", "Knowledge article")
    package static let clause = "1.3.4"
    package static let authors: [Role] = [.engineer, .networkEngineer, .technicalManager, .projectManager, .serviceDesk]
    package static let reviewers: [Role] = [.technicalManager, .reviewer]
    package static let review = [
        ChecklistItem("customer", "1.3.4", "文字和附件不含客户信息", "Neither text nor files hold customer data"),
        ChecklistItem("others", "1.3.4", "不贬低同行，不侵犯著作权", "It runs nobody down and infringes no copyright"),
        ChecklistItem("right", "0.3", "现象、原因、步骤属实可用", "Phenomenon, cause and steps are true and of use"),
    ]

    /// The order from which it is written.
    package struct Origin: Form {
        @Input("派工单", "Dispatch order") package var order: ID<DispatchOrder>

        package init() {}
    }

    /// What an article says.
    package struct Content: PublishedContent {
        @Input("标题", "Title", 4...120) package var title: String
        @Input("产品族", "Family") package var family: ID<ProductFamily>
        @Input("适用型号", "Models", 0...20) package var models: [ID<ProductModel>]
        @Input("板卡或部件", "Boards or parts", 0...20) package var parts: [ID<Part>]
        @Input("告警", "Alarms", 0...20) package var alarms: [String]
        @Input("现象", "Phenomenon", 4...4000, lines: true) package var phenomenon: String
        @Input("原因", "Cause", 2...4000, lines: true) package var cause: String
        @Input("处理步骤", "Steps", help: Text("一行一步", "One step a line"), 2...4000, lines: true) package var steps: String
        @Input("结果与验证", "Result and verification", 2...4000, lines: true) package var result: String

        package init() {}

        package var marks: [String] { alarms }
        package var topics: Set<String> {
            Set(
                [family.number] + models.map(\.number) + parts.map(\.number)
                    + alarms.map { Self.topic("alarm", $0) })
        }
        package var words: [String] {
            [family.text] + models.map(\.text) + parts.map(\.text) + alarms + [phenomenon, cause, steps, result]
        }
    }

    package static let openings: [Guard<Draft<KnowledgeArticle>>] = [
        .given("13/070", "派工单已关闭", "The order is closed", field: "order") { draft, _, work in
            let stage = try CaseHeader.find(draft.origin.order.text, in: work.session)?.stage
            return .met(
                if: stage == DispatchOrder.Stage.closed.rawValue,
                else: Text("请在 \(draft.origin.order) 关闭后再写", "Write it once \(draft.origin.order) is closed"))
        },
        .given("2.8.4", "由参与此单的人来写", "Somebody of the order writes it", field: "order") { draft, _, work in
            .met(
                if: try work.takesPart(in: draft.origin.order.text),
                else: Text("请由 \(draft.origin.order) 的人员起草", "Somebody of \(draft.origin.order) drafts it"))
        },
    ]

    package static let conditions: [ContentCondition<KnowledgeArticle>] = [
        // What an order knows of its customer grows: somebody may be entered whose name stood in the text already.
        ContentCondition("1.3.4", "不含任何具体客户信息", "It holds nothing of the customer's", canTurn: true, coversRemarks: true) {
            article, _, written, work in
            guard let order = article.order?.text else { return .met }
            // Whoever has no part in the order learns nothing of it by trying words.
            if work.header.stage.isEmpty, try !work.takesPart(in: order) { return .met }
            return try CustomerTraces(of: order, in: work.session).verdict(on: written, under: work.edition)
        }
    ]

    package var order: ID<DispatchOrder>?
    package var writing = Writing<Content>()

    package init() {}
    package mutating func begin(with origin: Origin) { order = origin.order }
    package var sources: [(number: String, relation: String)] { order.map { [($0.text, "learned-from")] } ?? [] }
}

extension Work {
    /// Whether the acting person plays a part in a case.
    fileprivate func takesPart(in number: String) throws -> Bool {
        try session.first("SELECT 1 AS one FROM case_people WHERE number = ? AND person = ? LIMIT 1", number, person.text) != nil
    }
}
