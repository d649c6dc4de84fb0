import Handbook
import Hummingbird
import Operations

/// What a form sent: its fields in order, and its files.
struct FormBody: Sendable {
    private(set) var fields: [(name: String, value: String)] = []
    private(set) var files: [File] = []

    /// A file that was sent with a form.
    struct File: Sendable {
        let field: String
        let name: String
        let bytes: [UInt8]
    }

    /// The most that a form may send, in bytes: a few files of the largest size, with what stands around them.
    static let most = 3 * Desk.largestFile
    /// The most fields that a form may have.
    private static let mostFields = 5_000

    /// Reads a form that a browser sent; throws `Unreadable` where it is too large, none, or wasn't shown on a page of ours to this visitor.
    init(_ request: Request, _ visit: Visit) async throws {
        try await self.init(unsigned: request)
        // The one place at which a form is known as ours: nothing that a browser sends is read in another way.
        guard !visit.formToken.isEmpty, self["_token"] == visit.formToken else {
            throw Unreadable(.forbidden, "表单已失效，请刷新页面再提交", "This form is no longer valid; reload the page and send it again")
        }
    }

    /// Reads a form that comes with a proof of its own, such as a program's token.
    init(unsigned request: Request) async throws {
        let type = request.headers[.contentType] ?? ""
        let isMultipart = type.lowercased().hasPrefix("multipart/form-data")
        var request = request
        let bytes = Array(buffer: try await request.collectBody(upTo: isMultipart ? Self.most : 4 << 20))
        if isMultipart {
            guard let parts = Multipart.parts(of: bytes, type: type) else { throw Self.unreadable }
            for part in parts {
                if let file = part.file {
                    if !part.bytes.isEmpty { files.append(File(field: part.name, name: file, bytes: part.bytes)) }
                } else {
                    // What isn't UTF-8 stays as far as it can be read, so that its field can say so and the rest is not lost.
                    fields.append((part.name, String(decoding: part.bytes, as: UTF8.self)))
                }
            }
        } else if type.lowercased().hasPrefix("application/x-www-form-urlencoded") || bytes.isEmpty {
            for pair in bytes.split(separator: UInt8(ascii: "&")) {
                let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = Self.decoded(halves[0]) else { throw Self.unreadable }
                fields.append((name, halves.count == 2 ? Self.readable(halves[1]) : ""))
            }
        } else {
            throw Unreadable(.unsupportedMediaType, "请以表单提交", "Send it as a form")
        }
        guard fields.count <= Self.mostFields else {
            throw Unreadable(.contentTooLarge, "填项过多", "The form has too many fields")
        }
    }

    /// The first value of that name.
    subscript(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// The part of the form whose names begin with these words and a dot, with what concerns the whole form.
    func part(_ prefix: String) -> FormBody {
        var part = self
        part.fields = fields.compactMap { name, value in
            if name.hasPrefix("_") { return (name, value) }
            return name.hasPrefix("\(prefix).") ? (String(name.dropFirst(prefix.count + 1)), value) : nil
        }
        part.files = files.filter { $0.field.hasPrefix("\(prefix).") }.map { file in
            File(field: String(file.field.dropFirst(prefix.count + 1)), name: file.name, bytes: file.bytes)
        }
        return part
    }

    private static let unreadable = Unreadable(.badRequest, "表单内容无法读取", "The form can't be read")

    /// A percent-encoded text, where it is one in UTF-8.
    static func decoded(_ bytes: some Collection<UInt8>) -> String? {
        let plain = unescaped(bytes)
        return plain.isWhole ? String(validating: plain.bytes, as: UTF8.self) : nil
    }

    /// A percent-encoded text as far as it can be read, with a mark where it can't.
    private static func readable(_ bytes: some Collection<UInt8>) -> String {
        String(decoding: unescaped(bytes).bytes, as: UTF8.self)
    }

    /// The bytes that a percent-encoded text stands for; what is no escape stands for itself, and it is no whole text then.
    private static func unescaped(_ bytes: some Collection<UInt8>) -> (bytes: [UInt8], isWhole: Bool) {
        var plain: [UInt8] = []
        var isWhole = true
        var rest = bytes[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "+"): plain.append(UInt8(ascii: " "))
            case UInt8(ascii: "%"):
                let digits = rest.prefix(2).compactMap(\.hexadecimal)
                if digits.count == 2 {
                    plain.append(digits[0] << 4 | digits[1])
                    rest = rest.dropFirst(2)
                } else {
                    plain.append(byte)
                    isWhole = false
                }
            default: plain.append(byte)
            }
        }
        return (plain, isWhole)
    }
}

extension UInt8 {
    /// The value of a hexadecimal digit.
    fileprivate var hexadecimal: UInt8? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

extension String {
    /// The text as it stands in a path or a query.
    var percentEncoded: String {
        // Nearly all are numbers and codes, which stand as they are.
        if utf8.allSatisfy(Self.isPlain) { return self }
        return String(unsafeUninitializedCapacity: 3 * utf8.count) { encoded in
            var count = 0
            func put(_ byte: UInt8) {
                encoded[count] = byte
                count += 1
            }
            func put(digit: UInt8) { put(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10) }
            for byte in utf8 {
                if Self.isPlain(byte) {
                    put(byte)
                } else {
                    put(UInt8(ascii: "%"))
                    put(digit: byte >> 4)
                    put(digit: byte & 15)
                }
            }
            return count
        }
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"), UInt8(ascii: ":"):
            true
        default: false
        }
    }
}
