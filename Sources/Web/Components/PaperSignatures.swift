import Foundation
import HTML
import Handbook
import Operations

/// The foot of a paper where it is signed: the strokes and the seal, or lines to sign on by hand.
struct PaperSignatures {
    private let reading: PaperReading

    init(_ reading: PaperReading) { self.reading = reading }

    func write(on page: Page) {
        if reading.signatures.isEmpty {
            if reading.kind?.isSigned ?? false { lines(on: page) }
        } else {
            for signature in reading.signatures { write(signature, on: page) }
        }
    }

    private func write(_ signed: PaperSignature, on page: Page) {
        page.section("signed") {
            page.div {
                page.p("whose", say: Text("客户签字", "Signed for the customer"))
                page.div("strokes") {
                    if let picture = signed.picture {
                        page.img(
                            nil, Attribute("src", picture),
                            Attribute(
                                "alt",
                                Text("\(signed.signature.name)的签字", "Signature of \(signed.signature.name)").text(in: page.language)
                            ))
                    } else {
                        page.span("hand", text: signed.signature.name)
                    }
                }
                page.p("who") {
                    page.text([signed.signature.name, signed.signature.post].compactMap { $0 }.joined(separator: "\u{2003}"))
                    page.text("\u{2003}")
                    page.instant(signed.at)
                }
                page.p("how") {
                    page.say(signed.signature.way.name)
                    if signed.picture == nil, let file = signed.signature.file { page.say("：\(file.name)", ": \(file.name)") }
                }
            }
            page.p("seal") {
                page.say("客户", "CUSTOMER")
                page.br()
                page.say("已签", "SIGNED")
            }
        }
    }

    private func lines(on page: Page) {
        page.section("to-sign") {
            for label in [Text("客户签字（盖章）", "Customer (signature, stamp)"), Text("日期", "Date")] {
                page.p {
                    page.say(label)
                    page.span {}
                }
            }
        }
    }
}

extension PaperSignature {
    /// The strokes as a picture within the page; nil where they are none that a page can hold.
    fileprivate var picture: String? {
        guard let file, ["image/png", "image/jpeg"].contains(file.reference.mediaType), file.bytes.count <= 200_000 else {
            return nil
        }
        return "data:\(file.reference.mediaType);base64,\(Data(file.bytes).base64EncodedString())"
    }
}

extension Signature.Way {
    /// How it came about, in words.
    fileprivate var name: Text {
        switch self {
        case .drawn: Text("手写签字，绑定本单校验值", "Drawn by hand, bound to this paper's hash")
        case .link: Text("本人登录确认，绑定本单校验值", "Confirmed in person when signed in, bound to this paper's hash")
        case .paper: Text("纸质签字，扫描件存于附件", "Signed on paper, the scan is among the files")
        case .stamped: Text("纸质盖章，扫描件存于附件", "Stamped on paper, the scan is among the files")
        }
    }
}
