import HTML
import Handbook
import Operations

/// A link that was just made: shown this once, to be copied, scanned or sent.
struct MadeLink {
    let link: CustomerLink
    let contact: Contact
    let key: Secret
    /// The address under which people reach the house.
    let house: String
    let formToken: String
    /// Whether its letter is on its way.
    var isSent = false

    var path: String { "/l/\(key.text)" }
    private var address: String { house + path }

    func write(on page: Page) {
        page.p("flash", Attribute("role", "status")) {
            page.say(
                isSent
                    ? Text("已寄往 \(contact.mail ?? "")", "On its way to \(contact.mail ?? "")")
                    : Text("链接已做好，只显示这一次", "The link is made; it is shown this once"))
        }
        page.div("made") {
            page.div("made-qr") {
                QRPicture(address, label: Text("链接的二维码", "QR code of the link"))?.write(on: page)
            }
            page.div {
                page.p {
                    page.b(say: link.purpose.name)
                    page.text("　\(contact.name)　\(contact.phone)")
                }
                page.label(nil, .for("link-words"), say: Text("发给对方的话", "What to send"))
                page.textarea(
                    "made-words", .id("link-words"), Attribute("rows", "4"), .flag("readonly"),
                    text: words.text(in: page.language))
                page.div("buttons") {
                    page.button(
                        "btn", .type("button"), Attribute("data-copy", "link-words"), .flag("hidden"), say: Text("复制", "Copy"))
                    if contact.mail != nil, !isSent {
                        page.post("inline", to: "/cases/\(link.number.percentEncoded)/links/letter", token: formToken) {
                            page.hidden("key", key.text)
                            page.send(Text("寄到 \(contact.mail ?? "")", "Mail it to \(contact.mail ?? "")"), style: "btn q")
                        }
                    }
                }
                page.p("no") {
                    page.say(
                        link.purpose.isForReading
                            ? Text("可反复打开，", "It can be opened again and again, until ") : Text("只能用一次，", "It works once, until "))
                    page.instant(link.expires)
                    page.say(" 前有效；发错了可在下面撤回。", "; if it went astray, take it back below.")
                }
            }
        }
    }

    /// What the letter is about.
    var subject: Text {
        let name = link.purpose.name
        if isBesideCase, link.purpose != .complain { return Text("请\(name.zh)：\(link.number)", "\(name.en): \(link.number)") }
        // Nobody is asked to report or to complain.
        let about = isBesideCase ? Text("：\(link.number)", ": \(link.number)") : Text("", "")
        return Text("\(name.zh)链接\(about.zh)", "A link to \(name.en.lowercased())\(about.en)")
    }

    /// What stands in the letter above the link.
    var letter: Text {
        link.purpose.isForReading
            ? Text(
                "请打开下面的链接，有效期内可反复查看，请勿转发。",
                "open the link below, as often as you like until it expires; don't pass it on.")
            : Text("请打开下面的链接办理，只能用一次，请勿转发。", "open the link below. It works once; don't pass it on.")
    }

    private var isBesideCase: Bool { CaseNumber.kind(of: link.number) != Contact.kind }

    /// What goes into a chat: for what it is, and the address on a line of its own.
    var words: Text {
        let about = isBesideCase ? Text("（\(link.number)）", " (\(link.number))") : Text("", "")
        let name = link.purpose.name
        let times = link.purpose.isForReading ? Text("可反复打开", "") : Text("只能用一次", " once")
        // Nobody is asked to complain.
        if link.purpose == .complain {
            return Text(
                "\(contact.name)您好，如需投诉\(about.zh)可点开链接填写，\(times.zh)：\n\(address)",
                "Hello \(contact.name), should you wish to complain\(about.en), open this link\(times.en):\n\(address)")
        }
        return Text(
            "\(contact.name)您好，请点开链接\(name.zh)\(about.zh)，\(times.zh)：\n\(address)",
            "Hello \(contact.name), please open this link\(times.en) to \(name.en.lowercased())\(about.en):\n\(address)")
    }
}
