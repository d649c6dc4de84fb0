import HTML
import Handbook
import Operations

/// What was found, in groups: each line says what it is and why it was found.
struct SearchPage: View {
    let words: String
    /// The one group that is looked through; nil shows the first of all.
    let group: FoundGroup?
    let found: [Findings]

    var title: Text { words.isEmpty ? Text("搜索", "Search") : Text("搜索“\(words)”", "Search for “\(words)”") }
    let section = Section.none

    func write(on page: Page) {
        page.h1(say: title)
        if words.isEmpty {
            page.p(
                "empty",
                say: Text(
                    "在上方输入单号、序列号的一部分、词语，或姓名、客户、局点的拼音（如 zw、zhangwei）。",
                    "Type a number, part of a serial, words, or the pinyin of a name, customer or site (such as zw, zhangwei) above."
                ))
        } else if found.isEmpty {
            page.p(
                "empty",
                say: Text("没有找到。可少写几个字，或用空格隔开几个词。", "Nothing was found. Type fewer letters, or put blanks between words."))
        }
        let highlight = Highlight(words)
        for findings in found {
            page.h2 {
                page.say(findings.group.name)
                if group != nil { page.a("n", .href(path(nil, nil)), say: Text("全部结果", "All results")) }
            }
            page.ul("sheet ruled hits") {
                for hit in findings.found { page.li { line(hit, highlight, on: page) } }
            }
            if let next = findings.next {
                page.further(
                    path(findings.group, group == nil ? nil : next),
                    group == nil
                        ? Text("更多\(findings.group.name.zh)", "More \(findings.group.name.en.lowercased())")
                        : Text("下一页", "Next page"))
            }
        }
    }

    private func path(_ group: FoundGroup?, _ after: Int64?) -> String {
        "/search?q=\(words.percentEncoded)" + (group.map { "&in=\($0.rawValue)" } ?? "") + (after.map { "&after=\($0)" } ?? "")
    }

    private func line(_ hit: FoundCase, _ highlight: Highlight, on page: Page) {
        let header = hit.header
        let procedure = Procedures.declared[header.kind]
        page.a("hit", .href("/cases/\(header.number.percentEncoded)")) {
            page.span("no") { highlight.write(header.code, on: page) }
            page.span("what") {
                page.b { highlight.write(header.title, on: page) }
                // What the title doesn't show, the text does; its second line is the reading of names.
                if !highlight.stands(in: header.title), !highlight.stands(in: header.code) {
                    let lines = hit.text.split(separator: "\n", maxSplits: 1)
                    let text = lines.first(where: { highlight.stands(in: String($0)) }) ?? lines.first ?? ""
                    page.span("where") { highlight.write(highlight.excerpt(of: String(text)), on: page) }
                }
            }
            page.span("kind-of") {
                page.say(procedure?.title ?? Text(header.kind, header.kind))
                page.text(" · ")
                page.say(procedure?.name(ofStage: header.stage) ?? Text(header.stage, header.stage))
            }
        }
    }
}

extension FoundGroup {
    var name: Text {
        switch self {
        case .cases: Text("事项", "Cases")
        case .library: Text("知识文章与操作指导书", "Articles and guides")
        case .devices: Text("设备", "Devices")
        case .people: Text("人员与联系人", "People and contacts")
        case .customers: Text("客户", "Customers")
        case .sites: Text("局点", "Sites")
        case .others: Text("其他名册", "Other registers")
        }
    }
}
