import HTML
import Handbook

extension Page {
    /// A heading with how many stand beneath it.
    ///
    /// - Parameters:
    ///   - isMore: whether there are more than were counted.
    ///   - id: the anchor by which others lead here.
    ///   - behind: what else stands on its line.
    func heading(_ title: Text, _ count: Int, isMore: Bool = false, id: String? = nil, behind: () -> Void = {}) {
        let told = isMore ? "\(count)+" : String(count)
        heading(title, beside: Text(told, told), id: id, behind: behind)
    }

    /// A heading with a few small words beside it.
    func heading(_ title: Text, beside words: Text, id: String? = nil, behind: () -> Void = {}) {
        h2(nil, id.map { .id($0) }) {
            say(title)
            span("n", say: words)
            behind()
        }
    }
}
