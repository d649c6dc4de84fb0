import Handbook
import Storage

/// The work record as it is shown on site to be signed: what was done, line by line, in a form that phone and house hash alike (12.2.5/8).
///
/// It bears no times: a phone's are corrected only when it is heard.
package struct ShownRecord: Hashable, Sendable {
    /// Device, operation and text of each line of the log.
    package let log: [[String]]
    /// Part, old and new serial of each swap.
    package let swaps: [[String]]

    /// The canonical form.
    package var text: String {
        func rows(_ rows: [[String]]) -> Value { .list(rows.map { .list($0.map { .text($0) }) }) }
        return String(decoding: CanonicalJSON.bytes(of: ["log": rows(log), "swaps": rows(swaps)]), as: UTF8.self)
    }

    /// The hash that a signature given on site binds.
    package var hash: String { contentHash(of: Array(text.utf8)) }
}

extension DispatchOrder {
    /// The record as it stands.
    var shownRecord: ShownRecord {
        ShownRecord(
            log: log.map { [$0.device?.text ?? "", $0.operation, $0.text] },
            swaps: swaps.map { [$0.part.text, $0.oldSerial, $0.newSerial] })
    }
}
