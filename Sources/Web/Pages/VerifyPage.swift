import HTML
import Handbook
import Operations

/// Tells whoever holds a paper whether the house put it out and whether it still holds; nothing else of it.
struct VerifyPage: View {
    let hash: String
    /// What is known of it; nil where no paper has that hash.
    let found: PaperVerification?
    let organization: Organization

    let title = Text("单据验证", "Checking a paper")
    let section = Section.none

    func write(on page: Page) {
        page.section("verify") {
            page.p("no", say: organization.letterhead)
            page.h1(say: title)
            if let found { genuine(found, on: page) } else { unknown(on: page) }
            page.p("no") { page.code(text: hash) }
        }
    }

    private func genuine(_ found: PaperVerification, on page: Page) {
        page.p("verdict yes", say: Text("✓ 本公司签发过这份单据", "✓ This paper was put out by us"))
        page.dl {
            page.dt(say: Text("单据", "Paper"))
            page.dd(say: found.title)
            page.dt(say: Text("单号", "Number"))
            page.dd(text: Self.masked(found.number))
            page.dt(say: found.isSeries ? Text("序号", "In its series") : Text("版本", "Version"))
            page.dd {
                page.text("\(found.version) ")
                if found.isSeries {
                } else if found.isLatest {
                    page.tag(Text("现行版", "In force"), .done)
                } else {
                    page.tag(Text("已有新版，本版作废", "Replaced by a later version"), .late)
                }
            }
            page.dt(say: Text("签发", "Put out"))
            page.dd { page.instant(found.at) }
            page.dt(say: Text("签字", "Signature"))
            page.dd {
                if found.isSigned {
                    page.tag(Text("客户已签", "Signed by the customer"), .done)
                } else {
                    page.tag(Text("未签", "Not signed"))
                }
            }
        }
        page.p(
            "help",
            say: Text(
                "请与手中单据逐项核对；校验值一致，内容即未改动。",
                "Compare these with the paper in your hand: with the same hash, nothing on it was changed."))
    }

    private func unknown(on page: Page) {
        page.p("verdict not", say: Text("✗ 本公司没有签发过此校验值的单据", "✗ We put out no paper with this hash"))
        let phones = page.joined(organization.phones.map { Text(typed: $0.address) })
        page.p(
            say: Text(
                "请核对地址是否完整。若单据上印的就是它，请勿采信，并致电 \(phones)。",
                "Check that the address is whole. If it is what the paper says, don't trust the paper, and call \(phones)."))
    }

    /// The number with its middle covered: enough to compare, too little to learn.
    private static func masked(_ number: String) -> String {
        guard let dash = number.lastIndex(of: "-") else { return "•••" }
        let digits = number[number.index(after: dash)...]
        return "\(number[...dash])\(String(repeating: "•", count: max(0, digits.count - 3)))\(digits.suffix(3))"
    }
}
