import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Answer {
    /// The answer as a program reads it: a problem by RFC 9457, with the clause, the field and the remedy of the first reason on top.
    func problem(to visit: Visit) -> Response {
        var members: [(String, JSON)] = [
            ("type", .text("urn:paigong:problem:\(kind)")), ("title", .text(text.text(in: visit.language))),
            ("status", .whole(Int64(status.code))), ("detail", .text(detail.text(in: visit.language))),
            ("instance", .text("urn:paigong:request:\(visit.reference)")),
        ]
        if let first = reasons.first {
            members.append(("clause", .text(first.clause)))
            members.append(("field", JSON(first.field)))
            members.append(("remedy", JSON(first.remedy)))
        } else if let first = faults.first {
            members.append(("clause", JSON(first.clause)))
            members.append(("field", .text(first.field)))
            members.append(("remedy", JSON(first.text)))
        }
        if !reasons.isEmpty { members.append(("reasons", .list(reasons.map(JSON.init)))) }
        if !faults.isEmpty { members.append(("faults", .list(faults.map(JSON.init)))) }
        if !clashes.isEmpty {
            members.append(
                (
                    "clashes",
                    .list(
                        clashes.map {
                            .object([
                                ("field", .text($0.field)), ("seen", JSON($0.seen)), ("typed", JSON($0.typed)),
                                ("stands", JSON($0.stands)),
                            ])
                        })
                ))
        }
        members += further
        var headers = headers
        headers[.contentLanguage] = visit.language == .zh ? "zh-CN" : "en"
        return Response(JSON.object(members).bytes, type: "application/problem+json", to: visit, status: status, headers: headers)
    }

    /// One sentence about this very case.
    private var detail: Text {
        if let first = reasons.first {
            return Text(
                "\(first.title.zh)：\(first.remedy.zh)（\(first.clause)）", "\(first.title.en): \(first.remedy.en) (\(first.clause))")
        }
        if let first = faults.first { return first.text }
        if let first = clashes.first {
            return Text("“\(first.field)”已被他人改动", "“\(first.field)” was changed by somebody else")
        }
        return text
    }
}
