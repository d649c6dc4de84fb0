import HTTPTypes
import Synchronization

/// What the house counts of its own work, for Prometheus: requests by route and status, how long they took, open streams.
package final class Metrics: Sendable {
    private let counted = Mutex(Counted())

    /// The upper ends of the histogram's buckets, in milliseconds.
    private static let ends = [5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 10_000]

    private struct Counted {
        var requests: [Route: Int] = [:]
        var buckets = [Int](repeating: 0, count: Metrics.ends.count + 1)
        var milliseconds = 0.0
    }

    private struct Route: Hashable {
        let path: String
        let method: HTTPRequest.Method
        let status: Int
    }

    package init() {}

    /// Counts a request that was answered.
    func count(_ path: String, _ method: HTTPRequest.Method, _ status: Int, milliseconds: Double) {
        // A method that nobody knows is one line, however many names somebody invents.
        let method = Self.methods.contains(method) ? method : .connect
        let bucket = Self.ends.firstIndex { milliseconds <= Double($0) } ?? Self.ends.count
        counted.withLock {
            $0.requests[Route(path: path, method: method, status: status), default: 0] += 1
            $0.buckets[bucket] += 1
            $0.milliseconds += milliseconds
        }
    }

    /// What was counted, in Prometheus' text form, with what the database knows besides.
    func text(_ further: [Gauge]) -> String {
        let counted = counted.withLock { $0 }
        var text = "# HELP paigong_requests_total Requests answered.\n# TYPE paigong_requests_total counter\n"
        for (route, count) in counted.requests.sorted(by: { ($0.key.path, $0.key.status) < ($1.key.path, $1.key.status) }) {
            text +=
                "paigong_requests_total{route=\"\(route.path)\",method=\"\(route.method)\",status=\"\(route.status)\"} \(count)\n"
        }
        text += "# HELP paigong_request_seconds How long answers took.\n# TYPE paigong_request_seconds histogram\n"
        var sum = 0
        for (end, count) in zip(Self.ends, counted.buckets) {
            sum += count
            text += "paigong_request_seconds_bucket{le=\"\(Double(end) / 1_000)\"} \(sum)\n"
        }
        sum += counted.buckets.last ?? 0
        text += "paigong_request_seconds_bucket{le=\"+Inf\"} \(sum)\n"
        text += "paigong_request_seconds_sum \(counted.milliseconds / 1_000)\npaigong_request_seconds_count \(sum)\n"
        for gauge in further { text += gauge.text }
        return text
    }

    private static let methods: Set<HTTPRequest.Method> = [.get, .head, .post, .put, .patch, .delete, .options]

    /// One number with its meaning.
    struct Gauge {
        let name: String
        let help: String
        let value: Int64
        var isCounter = false

        init(_ name: String, _ help: String, _ value: Int64, isCounter: Bool = false) {
            self.name = name
            self.help = help
            self.value = value
            self.isCounter = isCounter
        }

        fileprivate var text: String {
            "# HELP \(name) \(help)\n# TYPE \(name) \(isCounter ? "counter" : "gauge")\n\(name) \(value)\n"
        }
    }
}
