import Handbook

/// What the kinds that are groups by nature consist of: files, evidence and signatures.
extension FieldKind {
    private static func part(
        _ name: String, _ chinese: String, _ english: String, _ kind: FieldKind, optional: Bool = false,
        _ bounds: ClosedRange<Int>? = nil
    ) -> Field {
        Field(
            name: name, label: Text(chinese, english), help: nil, kind: kind, isOptional: optional,
            bounds: bounds ?? kind.usualBounds,
            clause: nil, toCustomer: false)
    }

    /// A file: its name, and the hash under which its content was kept.
    package static let attachmentParts = [
        part("name", "文件名", "File name", .text), part("hash", "校验值", "Hash", .text, 64...80),
    ]

    /// A proof of what somebody outside said (1.3.5, 1.4.1).
    package static let evidenceParts = [
        part("kind", "凭证种类", "Kind of evidence", .code), part("givenBy", "出具人", "Given by", .text),
        part("at", "时间", "Time", .instant), part("note", "说明", "Note", .longText, optional: true),
        part("file", "文件", "File", .form(attachmentParts), optional: true),
    ]

    /// A customer's signature on a paper (12.2.5/8).
    package static let signatureParts = [
        part(
            "way", "签署方式", "Way of signing",
            .choice([
                .init(id: "drawn", label: Text("手写", "Drawn")), .init(id: "link", label: Text("链接", "By link")),
                .init(id: "paper", label: Text("纸质签字", "On paper")), .init(id: "stamped", label: Text("盖章", "Stamped")),
            ])),
        part("name", "签字人", "Signed by", .text), part("post", "职务", "Post", .text, optional: true),
        part("file", "笔迹或扫描件", "Strokes or scan", .form(attachmentParts), optional: true),
        part("paper", "所签文件校验值", "Hash of the paper signed", .text, optional: true, 64...80),
    ]
}
