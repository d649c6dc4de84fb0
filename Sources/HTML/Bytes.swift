/// A row of bytes that only grows, with one writer.
///
/// A page is thousands of pieces of a few bytes each. For every one an array asks whether it is its own and has room, and
/// Swift whether nobody else is at it; here a piece costs its copy.
struct Bytes {
    private struct State {
        var start: UnsafeMutablePointer<UInt8>
        var count = 0
        var capacity: Int
    }

    private let state: UnsafeMutablePointer<State>

    /// An empty row with room for so many bytes; whoever makes it frees it.
    init(capacity: Int) {
        state = .allocate(capacity: 1)
        state.initialize(to: State(start: .allocate(capacity: capacity), capacity: capacity))
    }

    /// Gives the memory back; nothing may be done with the row after it.
    func free() {
        state.pointee.start.deallocate()
        state.deallocate()
    }

    var count: Int { state.pointee.count }

    /// All that was written, until something more is.
    var all: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: state.pointee.start, count: count) }

    /// What was written from a position on.
    func written(from position: Int = 0) -> [UInt8] {
        Array(UnsafeBufferPointer(start: state.pointee.start + position, count: count - position))
    }

    @inline(__always) func append(_ byte: UInt8) {
        let end = state.pointee.count
        if end == state.pointee.capacity { makeRoom(for: 1) }
        state.pointee.start[end] = byte
        state.pointee.count = end + 1
    }

    @inline(__always) func append(_ start: UnsafePointer<UInt8>, count: Int) {
        let end = state.pointee.count
        if end + count > state.pointee.capacity { makeRoom(for: count) }
        (state.pointee.start + end).update(from: start, count: count)
        state.pointee.count = end + count
    }

    /// Appends just so many bytes, which `fill` puts down.
    @inline(__always) func append(exactly count: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Void) {
        let end = state.pointee.count
        if end + count > state.pointee.capacity { makeRoom(for: count) }
        fill(state.pointee.start + end)
        state.pointee.count = end + count
    }

    /// Appends up to so many bytes, which `fill` puts down and counts.
    func append(upTo most: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Int) {
        if count + most > state.pointee.capacity { makeRoom(for: most) }
        state.pointee.count += fill(UnsafeMutableBufferPointer(start: state.pointee.start + count, count: most))
    }

    private func makeRoom(for more: Int) {
        let capacity = max(2 * state.pointee.capacity, count + more)
        let start = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        start.update(from: state.pointee.start, count: count)
        state.pointee.start.deallocate()
        state.pointee.start = start
        state.pointee.capacity = capacity
    }
}
