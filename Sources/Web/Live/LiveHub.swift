import Handbook
import Operations
import Synchronization

/// Tells those who look at the house what has just changed: fed after each COMMIT, heard by open pages and programs.
package final class LiveHub: Sendable {
    /// The most ears that one person has open at once.
    package static let mostPerPerson = 5
    /// How many changes are remembered, so that one that is heard of twice is told once.
    private static let remembered = 4_096

    private let state = Mutex(State())

    private struct State {
        var listeners: [Int: Listener] = [:]
        var next = 0
        var told: Set<Told> = []
        var order: [Told] = []
        var isClosed = false

        /// Those of the changes that had not been told before.
        mutating func remember(_ changes: [Change]) -> [Change] {
            let new = changes.filter { change in
                let told = Told(number: change.number, position: change.position)
                guard self.told.insert(told).inserted else { return false }
                order.append(told)
                return true
            }
            if order.count > 2 * LiveHub.remembered {
                for old in order.prefix(LiveHub.remembered) { told.remove(old) }
                order.removeFirst(LiveHub.remembered)
            }
            return new
        }
    }

    private struct Told: Hashable {
        let number: String
        let position: Int
    }

    private struct Listener {
        let person: ID<Person>
        let principals: Set<String>
        let continuation: AsyncStream<String>.Continuation
    }

    /// Somebody listening: the numbers of cases that have changed, as they change.
    ///
    /// It ends with its last owner, so that an answer that never went out leaves no ear open.
    package final class Listening: Sendable {
        private let hub: LiveHub
        private let id: Int
        package let numbers: AsyncStream<String>

        fileprivate init(_ hub: LiveHub, id: Int, numbers: AsyncStream<String>) {
            self.hub = hub
            self.id = id
            self.numbers = numbers
        }

        deinit { hub.leave(id) }
    }

    package init() {}

    /// How many listen.
    package var count: Int { state.withLock { $0.listeners.count } }

    /// Begins to listen for a person; with one ear too many their first one ends.
    ///
    /// A page that was left is noticed only when it is next told something: until then it must not keep the next one out.
    package func listen(as actor: Actor) -> Listening {
        let (numbers, continuation) = AsyncStream.makeStream(of: String.self, bufferingPolicy: .bufferingNewest(200))
        let (id, first) = state.withLock { state -> (Int, Listener?) in
            state.next += 1
            // In a house that closes there is nothing to wait for any more.
            if state.isClosed {
                continuation.finish()
                return (state.next, nil)
            }
            let own = state.listeners.filter { $0.value.person == actor.person }.keys
            let first = own.count < Self.mostPerPerson ? nil : own.min().flatMap { state.listeners.removeValue(forKey: $0) }
            state.listeners[state.next] = Listener(
                person: actor.person, principals: Set(actor.principals), continuation: continuation)
            return (state.next, first)
        }
        first?.continuation.finish()
        return Listening(self, id: id, numbers: numbers)
    }

    /// Ends one's listening.
    private func leave(_ id: Int) {
        let listener = state.withLock { $0.listeners.removeValue(forKey: id) }
        listener?.continuation.finish()
    }

    /// Tells changes to those who may see the cases; gives those that had not been told before.
    @discardableResult
    package func tell(_ changes: [Change]) -> [Change] {
        let (new, listeners) = state.withLock { state -> ([Change], [Listener]) in
            let new = state.remember(changes)
            return (new, new.isEmpty ? [] : Array(state.listeners.values))
        }
        for listener in listeners {
            for change in new where !change.principals.isDisjoint(with: listener.principals) {
                listener.continuation.yield(change.number)
            }
        }
        return new
    }

    /// Takes changes for told that happened before anybody could listen.
    func remember(_ changes: [Change]) { state.withLock { _ = $0.remember(changes) } }

    /// Ends all listening, for good.
    package func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.continuation.finish() }
    }
}
