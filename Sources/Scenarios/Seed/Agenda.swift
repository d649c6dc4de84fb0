import Handbook
import Operations
import Synchronization

/// What happens when: many stories, of which one goes on at a time, in the order of their times, so that each run is like the other.
///
/// A story is plain code that waits. Whoever waits gives way to the story whose time comes next; on the way the clock moves and
/// what falls due is done.
final class Agenda: Sendable {
    /// The moment at which a story begins or goes on.
    private struct Turn {
        let time: Instant
        let move: Move

        enum Move {
            case begin(@Sendable () async throws -> Void)
            case goOn(CheckedContinuation<Bool, Never>)
        }
    }

    private struct State {
        /// The next one stands last.
        var turns: [Turn] = []
        var director: CheckedContinuation<Void, Never>?
        var fault: (any Error)?

        /// Puts a turn behind those of the same time.
        mutating func add(_ time: Instant, _ move: Turn.Move) {
            var low = 0
            var high = turns.count
            while low < high {
                let middle = (low + high) / 2
                if turns[middle].time > time { low = middle + 1 } else { high = middle }
            }
            turns.insert(Turn(time: time, move: move), at: low)
        }
    }

    /// The days are over; a story that still waits ends where it stands.
    struct Over: Error {}

    private let desk: Desk
    private let clock: SimulatedClock
    private let state = Mutex(State())

    init(_ desk: Desk, _ clock: SimulatedClock) {
        self.desk = desk
        self.clock = clock
    }

    var now: Instant { clock.now }

    /// Notes a story that begins at that time, or now where that has passed.
    func begin(at time: Instant, _ story: @escaping @Sendable () async throws -> Void) {
        let time = max(time, now)
        state.withLock { $0.add(time, .begin(story)) }
    }

    /// Gives way until that time; throws `Over` where the days end before it comes.
    func wait(until time: Instant) async throws {
        guard time > now else { return }
        let goesOn = await withCheckedContinuation { continuation in
            let director = state.withLock { state in
                state.add(time, .goOn(continuation))
                defer { state.director = nil }
                return state.director
            }
            director?.resume()
        }
        if !goesOn { throw Over() }
    }

    /// Lets the days pass until that time; throws what a story threw. Whoever waits for longer ends where they stand.
    func run(until end: Instant) async throws {
        let outcome: Result<Void, any Error>
        do { outcome = .success(try await pass(until: end)) } catch { outcome = .failure(error) }
        while let turn = state.withLock({ $0.turns.popLast() }) { await take(turn, goesOn: false) }
        try outcome.get()
    }

    private func pass(until end: Instant) async throws {
        while let turn = state.withLock({ state in state.turns.last.map { $0.time <= end } ?? false ? state.turns.popLast() : nil })
        {
            do { try await clock.pass(to: turn.time, at: desk) } catch {
                await take(turn, goesOn: false)
                throw error
            }
            await take(turn, goesOn: true)
            if let fault = state.withLock({ $0.fault }) { throw fault }
        }
        try await clock.pass(to: end, at: desk)
    }

    /// Lets one story go on until it waits or ends.
    private func take(_ turn: Turn, goesOn: Bool) async {
        await withCheckedContinuation { director in
            state.withLock { $0.director = director }
            switch turn.move {
            case .goOn(let story): story.resume(returning: goesOn)
            case .begin(let story):
                Task {
                    do {
                        if goesOn { try await story() }
                    } catch is Over {
                        // The days are over, and so is the story.
                    } catch {
                        state.withLock { $0.fault = $0.fault ?? error }
                    }
                    giveWay()
                }
            }
        }
    }

    private func giveWay() {
        let director = state.withLock { state in
            defer { state.director = nil }
            return state.director
        }
        director?.resume()
    }
}
