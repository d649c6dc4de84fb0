import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// Server-sent events: the numbers of cases that change, of those that the reader may see.
    func showEvents(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        guard let listening = live.listen(as: guest.actor) else {
            throw Unreadable(.tooManyRequests, "同时打开的页面过多", "Too many pages are open at once")
        }
        let key = request.cookies[Sessions.cookie(isSecure: isSecure)]?.value ?? ""
        let (front, actor) = (self, guest.actor)
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
            for await beat in front.beats(of: listening, while: { await front.isStill(actor, by: key) }) {
                try await writer.write(ByteBuffer(string: beat))
            }
            try await writer.finish(nil)
        }
        var headers: HTTPFields = [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store"]
        // Proxies that gather answers would keep the news to themselves.
        if let buffering = HTTPField.Name("X-Accel-Buffering") { headers[buffering] = "no" }
        return Response(status: .ok, headers: headers, body: body)
    }

    /// Whether the session still stands and gives the same rights; who lost them comes back with the new ones.
    private func isStill(_ actor: Actor, by key: String) async -> Bool {
        guard let guest = try? await accounts.guest(of: key) else { return false }
        return guest.actor.principals == actor.principals
    }

    /// The events as they go out, with a comment every twenty seconds; it ends with the listening, the session or the house.
    private func beats(of listening: LiveHub.Listening, while isStill: @escaping @Sendable () async -> Bool) -> AsyncStream<String>
    {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        let news = Task {
            for await number in listening.numbers { continuation.yield("event: change\ndata: \(number)\n\n") }
            continuation.finish()
        }
        let pulse = Task {
            var seconds = 0
            while !Task.isShuttingDownGracefully, (try? await Task.sleep(for: .seconds(1))) != nil {
                seconds += 1
                guard seconds.isMultiple(of: 20) else { continue }
                guard await isStill() else { break }
                continuation.yield(": still here\n\n")
            }
            continuation.finish()
        }
        continuation.onTermination = { _ in
            news.cancel()
            pulse.cancel()
        }
        return stream
    }
}
