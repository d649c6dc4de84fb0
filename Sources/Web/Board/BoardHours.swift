import Handbook
import Operations

/// The half-hours that a day of the board shows.
struct BoardHours {
    /// The first, counted from midnight, and how many.
    let first: Int
    let count: Int

    /// From seven to nine in the evening, and as far as an order of the day reaches beyond.
    init(of day: Day, on board: DispatchBoard, _ time: ServiceTime, isWhole: Bool) {
        if isWhole {
            (first, count) = (0, 48)
            return
        }
        let (start, end) = (time.start(of: day), time.end(of: day))
        let touching = board.blocks.filter { $0.from < end && $0.to > start }
        let from = touching.map { Self.slot(max($0.from, start), since: start) }.min() ?? 14
        let to = touching.map { Self.slot(min($0.to, end).adding(milliseconds: -1), since: start) + 1 }.max() ?? 42
        first = min(14, from)
        count = max(42, to) - first
    }

    /// The half-hour of the day in which a moment lies.
    static func slot(_ instant: Instant, since start: Instant) -> Int {
        Int((instant.milliseconds - start.milliseconds) / 1_800_000)
    }

    /// Where a stretch of time stands among the columns: the first one and how many; nil where nothing of it is shown.
    func place(_ from: Instant, _ to: Instant, since start: Instant) -> (at: Int, span: Int)? {
        let begin = max(Self.slot(max(from, start), since: start), first)
        let end = min(to > start ? Self.slot(to.adding(milliseconds: -1), since: start) + 1 : 0, first + count)
        return begin < end ? (begin - first, end - begin) : nil
    }

    /// `7:00`, `13:30`.
    static func label(_ slot: Int) -> String { "\(slot / 2):\(slot.isMultiple(of: 2) ? "00" : "30")" }

    /// `9:30`.
    static func clock(_ instant: Instant, _ time: ServiceTime) -> String {
        let minute = time.minuteOfDay(instant)
        return "\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60)"
    }
}
