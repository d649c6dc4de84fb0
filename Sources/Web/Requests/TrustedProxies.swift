import Foundation

/// The networks of our own proxies, whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed; nobody else's are.
package struct TrustedProxies: Sendable {
    private let networks: [Network]

    /// Trusts nobody.
    package init() { networks = [] }

    /// Trusts these networks, such as `10.0.0.0/8`, `fd00::/8` or a single address; nil where one can't be read.
    package init?(_ networks: [String]) {
        var read: [Network] = []
        for text in networks {
            guard let network = Network(text) else { return nil }
            read.append(network)
        }
        self.networks = read
    }

    /// Whether an address is one of our proxies.
    func trusts(_ address: String) -> Bool {
        if networks.isEmpty { return false }
        guard let bytes = Network.bytes(of: address) else { return false }
        return networks.contains { $0.contains(bytes) }
    }

    /// The address that our outermost proxy saw: the last one of the list that isn't a proxy of ours.
    func client(behind proxy: String, forwarded: String) -> String {
        var nearest = proxy
        for hop in forwarded.split(separator: ",").reversed().prefix(20) {
            let address = hop.filter { !$0.isWhitespace }
            guard Network.bytes(of: address) != nil else { return nearest }
            nearest = address
            if !trusts(address) { return nearest }
        }
        return nearest
    }

    /// A stretch of addresses; IPv4 counts as the part of IPv6 that stands for it.
    private struct Network: Sendable {
        let bytes: [UInt8]
        let bits: Int

        init?(_ text: String) {
            let halves = text.split(separator: "/", maxSplits: 1).map(String.init)
            guard let first = halves.first, let bytes = Self.bytes(of: first) else { return nil }
            let isShort = !first.contains(":")
            guard halves.count == 2 else {
                (self.bytes, bits) = (bytes, 128)
                return
            }
            guard let length = Int(halves[1]), (0...(isShort ? 32 : 128)).contains(length) else { return nil }
            (self.bytes, bits) = (bytes, isShort ? 96 + length : length)
        }

        func contains(_ address: [UInt8]) -> Bool {
            for bit in 0..<bits where (bytes[bit / 8] ^ address[bit / 8]) & (0x80 >> UInt8(bit % 8)) != 0 { return false }
            return true
        }

        /// The sixteen bytes of an address; nil where it is none.
        static func bytes(of address: String) -> [UInt8]? {
            var long = in6_addr()
            if inet_pton(AF_INET6, address, &long) == 1 { return withUnsafeBytes(of: &long) { Array($0) } }
            var short = in_addr()
            guard inet_pton(AF_INET, address, &short) == 1 else { return nil }
            return Array(repeating: 0, count: 10) + [0xFF, 0xFF] + withUnsafeBytes(of: &short) { Array($0) }
        }
    }
}
