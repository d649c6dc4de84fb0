import Handbook
import Hummingbird
import Operations

/// What an address asks of the board: which days, which region, which part of the lists.
struct BoardQuery: Sendable {
    var first: Day
    var isWeek = false
    var region: String?
    var after: String?
    var waiting: String?
    /// Whether a day is shown from midnight to midnight.
    var isWhole = false

    init(_ asked: Asked, today: Day) {
        isWeek = asked["view"] == "week"
        let day = asked["day"].flatMap { Day($0) } ?? today
        first = isWeek ? day.adding(-day.weekday.rawValue) : day
        region = asked["region"]
        after = asked["after"]
        waiting = asked["waiting"]
        isWhole = asked["hours"] == "all"
    }

    /// How many days are shown.
    var days: Int { isWeek ? 7 : 1 }

    /// What the desk is asked.
    var query: DispatchBoard.Query {
        var query = DispatchBoard.Query(first: first, days: days)
        query.region = region
        query.afterEngineer = after
        query.waiting = waiting.flatMap { CaseFilter.Cursor($0, isBackward: false) }
        return query
    }

    var path: String { path("/board") }

    /// The address of another page that leads back here.
    func path(_ place: String) -> String {
        address(
            place,
            [
                "view": isWeek ? "week" : nil, "day": first.iso, "region": region, "hours": isWhole ? "all" : nil, "after": after,
                "waiting": waiting,
            ])
    }

    /// The same with something else asked.
    func changed(_ change: (inout BoardQuery) -> Void) -> BoardQuery {
        var changed = self
        change(&changed)
        return changed
    }

    /// The page of an order that leads back here.
    func order(_ number: String) -> String { path("/board/orders/\(number.percentEncoded)") }
}
