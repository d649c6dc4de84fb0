import Foundation
import Handbook
import Storage

/// Checks the journal: every entry against its hash and its forerunner, every head against its case, every seal against its signature.
package struct Audit: Sendable {
    /// One thing that is not as it was written.
    package struct Finding: Hashable, Sendable {
        package let place: String
        package let text: Text
    }

    package private(set) var entries = 0
    package private(set) var cases = 0
    package private(set) var seals = 0
    /// Whether only some cases were looked at: then nobody can say that none is missing.
    package private(set) var isPart = false
    package private(set) var findings: [Finding] = []

    private var passed: [String: [Int: String]] = [:]

    /// Whether all is as it was written.
    package var isClean: Bool { findings.isEmpty }

    /// Checks one case's entries, in order, against the head that its row bears.
    package mutating func check(_ entries: [JournalEntry], of number: String, position: Int, hash: String) {
        cases += 1
        var previous = ""
        var expected = 1
        for entry in entries {
            self.entries += 1
            let place = "\(number)#\(entry.position)"
            if entry.position != expected {
                find(place, "缺第 \(expected) 条，或次序有变", "entry \(expected) is missing or the order was changed")
            }
            if let payload = entry.payload, contentHash(of: payload) != entry.payloadHash {
                find(place, "内容与其校验值不符", "the payload does not match its hash")
            }
            if entry.previousHash != previous { find(place, "与前一条不相连", "it does not follow the entry before it") }
            if entry.expectedHash != entry.hash { find(place, "条目与其校验值不符", "the entry does not match its hash") }
            previous = entry.hash
            expected = entry.position + 1
            passed[number, default: [:]][entry.position] = entry.hash
        }
        if position != expected - 1 || hash != previous {
            find(number, "末条与单据所记不符：应到第 \(position) 条", "the last entry is not the one that the case bears, number \(position)")
        }
    }

    /// Checks the seals, in order, their keys where we know ours, and every head that they name.
    ///
    /// - Parameter isPart: only some cases, and some seals in a row, are there.
    package mutating func check(_ sealed: [Seal], trusting keys: Set<String>? = nil, isPart: Bool = false) {
        self.isPart = isPart
        var previous = isPart ? sealed.first?.previousHash ?? "" : ""
        let first = isPart ? sealed.first?.position ?? 1 : 1
        for (index, seal) in sealed.enumerated() {
            seals += 1
            let place = "seal \(seal.position)"
            if seal.position != index + first || seal.previousHash != previous {
                find(place, "封签不相连", "it does not follow the seal before it")
            }
            if !seal.isGenuine { find(place, "封签与签名不符", "the seal does not match its signature") }
            if let keys, !keys.contains(seal.publicKey) {
                find(place, "封签所用密钥不是本单位的", "the seal was signed with a key that is not ours")
            }
            previous = seal.hash
            for head in (try? CanonicalJSON.value(of: seal.body))?["heads"].elements ?? [] {
                guard let parts = head.elements, parts.count == 3, let number = parts[0].text, let position = parts[1].integer,
                    let hash = parts[2].text
                else { continue }
                if isPart, passed[number] == nil { continue }
                if passed[number]?[Int(position)] != hash {
                    find("\(number)#\(position)", "与第 \(seal.position) 道封签不符", "it is not what seal \(seal.position) bears")
                }
            }
        }
    }

    private mutating func find(_ place: String, _ chinese: String, _ english: String) {
        findings.append(Finding(place: place, text: Text(chinese, english)))
    }
}
