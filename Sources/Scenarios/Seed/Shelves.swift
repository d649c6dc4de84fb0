import Synchronization

/// What lies where as people know it: serials in the stores, and the boards in the devices.
final class Shelves: Sendable {
    private struct State {
        var stored: [String: [String]] = [:]
        var delivered = 0
        var boards: [String: [String]] = [:]
    }

    private let state = Mutex(State())

    /// Takes one of a part off a store's shelf; nil where none is left.
    func take(_ part: String, from store: String) -> String? {
        state.withLock { state in
            guard let serial = state.stored["\(store) \(part)"]?.first else { return nil }
            state.stored["\(store) \(part)"]?.removeFirst()
            return serial
        }
    }

    /// Serials of a delivery of so many of a part.
    func deliver(_ part: String, to store: String, _ count: Int) -> [String] {
        state.withLock { state in
            let serials = (1...count).map { "\(part.uppercased())-\(10_000 + state.delivered + $0)" }
            state.delivered += count
            state.stored["\(store) \(part)", default: []] += serials
            return serials
        }
    }

    /// Notes a delivery of a consumable, which has no serials.
    func deliver(consumable part: String, to store: String, _ count: Int) {
        state.withLock { $0.stored["\(store) \(part)", default: []] += Array(repeating: "", count: count) }
    }

    /// Puts one back that wasn't used.
    func put(back serial: String, _ part: String, into store: String) {
        state.withLock { $0.stored["\(store) \(part)", default: []].append(serial) }
    }

    /// The serial of the board that sits in a device's slot now.
    func board(_ original: String, of device: String) -> String {
        state.withLock { $0.boards["\(device) \(original)"]?.last ?? original }
    }

    /// Notes that a board was swapped for another.
    func swap(_ original: String, of device: String, for serial: String) {
        state.withLock { $0.boards["\(device) \(original)", default: []].append(serial) }
    }
}
