import CQREncode

/// A QR code as a square of dark and light modules.
package struct QRCode: Hashable, Sendable {
    /// Modules a side.
    package let width: Int
    private let modules: [UInt8]

    /// The code of a text with medium error correction; nil where the text is too long for one (about 2,300 bytes).
    package init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        width = Int(code.pointee.width)
        modules = Array(UnsafeBufferPointer(start: code.pointee.data, count: width * width))
    }

    /// Whether the module in that row and column is dark.
    package func isDark(_ row: Int, _ column: Int) -> Bool { modules[row * width + column] & 1 == 1 }
}
