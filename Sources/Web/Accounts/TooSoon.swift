import Handbook

/// Something was tried too often, or too much is going on: after so many seconds it may be tried again.
struct TooSoon: Error {
    let seconds: Int

    /// When to come again, in words.
    var text: Text {
        let minutes = (seconds + 59) / 60
        return seconds <= 60
            ? Text("尝试过于频繁，请 \(seconds) 秒后再试", "Too many tries; try again in \(seconds) seconds")
            : Text("尝试过于频繁，请 \(minutes) 分钟后再试", "Too many tries; try again in \(minutes) minutes")
    }
}
