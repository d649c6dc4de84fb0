import Handbook

/// How an operation is done on a product, step by step: what nothing else prescribes follows it (0.3).
package struct OperatingGuide: Publication {
    package static let kind = "OG"
    package static let title = Text("操作指导书", "Operating guide")
    package static let clause = "0.3"
    package static let authors: [Role] = [.networkEngineer, .technicalManager, .reviewer]
    package static let reviewers: [Role] = [.technicalManager, .reviewer]
    package static let review = [
        ChecklistItem("tried", "14.11(1)", "步骤已按序试过", "The steps were tried in their order"),
        ChecklistItem("back", "14.11(2)", "失败可按此倒回", "It leads back where it fails"),
        ChecklistItem("warnings", "0.3", "警告及其条款齐全", "Warnings and their clauses are complete"),
    ]

    /// A guide is written from nothing but experience.
    package struct Origin: Form { package init() {} }

    /// What a guide says.
    package struct Content: PublishedContent {
        @Input("标题", "Title", 4...120) package var title: String
        @Input("产品族", "Family") package var family: ID<ProductFamily>
        @Input("适用型号", "Models", 0...20) package var models: [ID<ProductModel>]
        @Input("板卡或部件", "Boards or parts", 0...20) package var parts: [ID<Part>]
        @Input("操作", "Operation", 2...60) package var operation: String
        @Input("工具与材料", "Tools and material", 0...30) package var tools: [String]
        @Input("步骤", "Steps", 1...60) package var steps: [GuideStep]
        @Input("倒回办法", "Way back", clause: "14.11(2)", lines: true) package var rollback: String?

        package init() {}

        package var marks: [String] { [operation] }
        package var topics: Set<String> {
            Set([family.number, Self.topic("operation", operation)] + models.map(\.number) + parts.map(\.number))
        }
        package var words: [String] {
            [operation, family.text] + models.map(\.text) + parts.map(\.text) + tools
                + steps.flatMap { [$0.text, $0.warning].compactMap { $0 } } + [rollback].compactMap { $0 }
        }
    }

    package static let conditions: [ContentCondition<OperatingGuide>] = [
        ContentCondition("0.3", "警告所引条款在手册中", "The clauses of warnings stand in the handbook") { _, content, _, work in
            let unknown = (content?.steps ?? []).compactMap(\.clause).filter { work.edition.clauses[$0] == nil }
            return .met(
                if: unknown.isEmpty,
                else: Text(
                    "手册中没有条款 \(unknown.joined(separator: "、"))", "The handbook has no clause \(unknown.joined(separator: ", "))"))
        },
        ContentCondition("1.3.4", "不含任何具体客户信息", "It holds nothing of a customer's", coversRemarks: true) { _, _, written, work in
            CustomerTraces.none.verdict(on: written, under: work.edition)
        },
    ]

    package var writing = Writing<Content>()

    package init() {}
    package mutating func begin(with origin: Origin) {}
}

/// One step of a guide, with what to beware of.
package struct GuideStep: Form {
    @Input("做什么", "What to do", 2...500, lines: true) package var text: String
    @Input("警告", "Warning", 2...300) package var warning: String?
    @Input("条款", "Clause", help: Text("如 3.2.10", "Such as 3.2.10"), 1...40) package var clause: String?

    package init() {}
}
