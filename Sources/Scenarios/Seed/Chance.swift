/// Chance that can be told again (SplitMix64): the same seed and name give the same draws on every machine.
struct Chance: Sendable {
    private var state: UInt64

    /// - Parameter name: whose chance it is, so that one story's draws don't shift another's.
    init(_ seed: UInt64, for name: String) {
        state = seed
        // FNV-1a, since Swift's own hash differs from run to run.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        state ^= hash
    }

    private mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A whole number of that range.
    mutating func number(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    /// Whether something happens that does so many times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { number(1...100) <= percent }

    /// One of these, which are not none.
    mutating func one<Thing>(of things: [Thing]) -> Thing { things[number(0...things.count - 1)] }
}
