import Delivery
import HTML
import Handbook
import Hummingbird
import Operations

extension Front {
    /// A paper as its sheet; as PDF where its version ends in `.pdf`.
    func showPaper(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let place = try visit.part("version")
        let isPDF = place.hasSuffix(".pdf")
        guard let version = Int(isPDF ? String(place.dropLast(4)) : place) else { throw Self.noPaper }
        let (kind, number) = (try visit.part("kind"), try visit.part("number"))
        let reading = try await read(kind, version, of: number, by: guest.person)
        let isThreePart = reading.isForStore && PrintPaper(Asked(request)) == .three
        if isPDF { return try await give(reading, isThreePart: isThreePart, to: visit, guest.person) }
        return show(PaperPage(reading: reading, address: address, isThreePart: isThreePart), to: visit)
    }

    /// A paper for somebody; of a secret one it is noted that they read it.
    func read(_ kind: String, _ version: Int, of number: String, by person: ID<Person>) async throws -> PaperReading {
        let reading = try await desk.paper(kind, version, of: number, for: person)
        try await note(
            read: .paper("\(kind)/\(version)"), of: number, by: person, if: reading.classification == .customerSecret)
        return reading
    }

    /// Notes who takes a secret paper out of the house, before it is given.
    func noteTaken(_ reading: PaperReading, by person: ID<Person>, _ visit: Visit) async throws {
        guard reading.classification == .customerSecret else { return }
        try await Downloads(desk.database).note(reading.hash, by: person.text, from: visit.address, at: reading.now)
    }

    /// A paper as a PDF to keep.
    private func give(
        _ reading: PaperReading, isThreePart: Bool, to visit: Visit, _ person: ID<Person>
    ) async throws -> Response {
        let document = PaperDocument(
            reading: reading, address: address, language: visit.language, styles: assets.sheet("papers.css"))
        let three = ThreePartSheet(reading, language: visit.language)
        let answer = try await give(document.name, to: visit) { styles in
            isThreePart
                ? three.document(document.name, visit.language, reading.edition.time, styles: styles) : document.html
        }
        try await noteTaken(reading, by: person, visit)
        return answer
    }

    /// A document as a PDF under its name; it gets the style sheet of papers.
    func give(_ name: String, to visit: Visit, _ document: ([UInt8]) -> [UInt8]) async throws -> Response {
        let pdf = try await print(document(assets.sheet("papers.css")))
        return Response(
            status: .ok, headers: .download("\(name).pdf", type: "application/pdf"),
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: pdf)))
    }

    private func print(_ html: [UInt8]) async throws -> [UInt8] {
        do {
            return try await printer.print(html)
        } catch PDFPrinter.Fault.missing {
            throw Unreadable(
                .serviceUnavailable, "本机未装 WeasyPrint，请在浏览器里打印此页", "WeasyPrint is not installed here: print the page in the browser"
            )
        } catch PDFPrinter.Fault.busy {
            throw Unreadable(.serviceUnavailable, "正在生成的 PDF 太多，请稍后再下载", "Too many PDFs are being made: try again in a moment")
        }
    }

    static let noPaper = Missing("没有这份单据", "There is no such paper")

    /// Whether a paper with that hash was put out, for anybody.
    func verify(_ request: Request, _ visit: Visit) async throws -> Response {
        let digits = try visit.part("hash").lowercased().replacing("sha256:", with: "")
        let isHash = digits.utf8.count == 64 && digits.allSatisfy(\.isHexDigit)
        let found = isHash ? try await desk.verification(of: "sha256:\(digits)") : nil
        let page = VerifyPage(hash: String(digits.prefix(64)), found: found, organization: edition.organization)
        return show(page, to: visit, status: found == nil ? .notFound : .ok)
    }
}
