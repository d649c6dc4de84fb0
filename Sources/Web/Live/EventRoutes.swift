import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// Server-sent events: the numbers of cases that change, of those that the reader may see.
    func showEvents(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        let key = request.cookies[Sessions.cookie(isSecure: isSecure)]?.value ?? ""
        let (front, actor) = (self, guest.actor)
        return stream(to: actor) { await front.isStill(actor, by: key) }
    }

    /// The same for a program, as long as its token counts.
    func streamEvents(_ call: Call) async throws -> Response {
        let (front, request, actor) = (self, call.request, try call.known().actor)
        return stream(to: actor) {
            guard let bearer = try? await front.bearer(of: request) else { return false }
            return bearer.actor.principals == actor.principals
        }
    }

    /// An answer that goes on telling what changes.
    private func stream(to actor: Actor, while isStill: @escaping @Sendable () async -> Bool) -> Response {
        let listening = live.listen(as: actor)
        let front = self
        let body = ResponseBody { writer in
            try await writer.write(ByteBuffer(string: "retry: 5000\n\n"))
            for await beat in front.beats(of: listening, while: isStill) {
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
