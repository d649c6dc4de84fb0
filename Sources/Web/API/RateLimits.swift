import Handbook
import Synchronization

/// How often somebody may ask: a bucket of requests for each token, or for each address without one, that fills again steadily.
package final class RateLimits: Sendable {
    /// Requests in a minute over a long time.
    let perMinute: Int
    /// Requests at once.
    let burst: Int
    private let buckets = Mutex<[String: Bucket]>([:])

    /// Buckets are forgotten when there are so many: full ones first.
    private static let most = 20_000

    package init(perMinute: Int = 600, burst: Int = 120) {
        self.perMinute = max(1, perMinute)
        self.burst = max(1, burst)
    }

    private struct Bucket {
        var left: Double
        var at: Int64
    }

    /// What is left after a request.
    struct Allowance {
        let isGranted: Bool
        let left: Int
        /// Whole seconds until the next request would be granted, or until the bucket is full.
        let seconds: Int
    }

    /// Takes one request from somebody's bucket.
    func take(from name: String, at now: Instant) -> Allowance {
        let perMillisecond = Double(perMinute) / 60_000
        let full = Double(burst)
        return buckets.withLock { buckets in
            if buckets.count >= Self.most {
                // A bucket that has had time to fill is the same as none.
                buckets = buckets.filter { full > $1.left + Double(now.milliseconds - $1.at) * perMillisecond }
                if buckets.count >= Self.most { buckets.removeAll() }
            }
            var bucket = buckets[name] ?? Bucket(left: full, at: now.milliseconds)
            bucket.left = min(full, bucket.left + Double(max(0, now.milliseconds - bucket.at)) * perMillisecond)
            bucket.at = now.milliseconds
            let isGranted = bucket.left >= 1
            if isGranted { bucket.left -= 1 }
            buckets[name] = bucket
            let missing = isGranted ? full - bucket.left : 1 - bucket.left
            return Allowance(
                isGranted: isGranted, left: Int(bucket.left), seconds: max(1, Int((missing / perMillisecond / 1000).rounded(.up))))
        }
    }
}
