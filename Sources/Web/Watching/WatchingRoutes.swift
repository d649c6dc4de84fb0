import HTTPTypes
import Handbook
import Hummingbird
import Operations

extension Front {
    /// Whether the house can serve: the database answers, its schema is this program's, an edition is in force.
    func tellWhetherReady(_ request: Request, _ visit: Visit) async throws -> Response {
        do {
            try await desk.checkFooting()
            return Response(Array("ready\n".utf8), type: "text/plain", to: visit)
        } catch {
            visit.logger.error("not ready", metadata: ["error": .string(String(reflecting: error))])
            return Response(Array("not ready\n".utf8), type: "text/plain", to: visit, status: .serviceUnavailable)
        }
    }

    /// What the house counts, for those on its own machine and for administrators' tokens.
    func tellMetrics(_ request: Request, _ visit: Visit) async throws -> Response {
        let isLocal = ["127.0.0.1", "::1", "::ffff:127.0.0.1"].contains(visit.address) && !visit.isForwarded
        if !isLocal {
            guard let bearer = try await bearer(of: request),
                bearer.actor.grants.contains(where: { $0.role == Role.administrator.id })
            else { throw Missing("没有这一页", "There is no such page") }
        }
        let counts = try await desk.workDone()
        let text = metrics.text([
            Metrics.Gauge("paigong_streams_open", "Streams of events that are open.", Int64(live.count)),
            Metrics.Gauge("paigong_activities_done_total", "Entries that journals took in.", counts.done, isCounter: true),
            Metrics.Gauge("paigong_activities_refused_total", "Activities that were refused.", counts.refused, isCounter: true),
            Metrics.Gauge("paigong_outbox_waiting", "Messages that wait to be sent; 10000 stands for more.", counts.waiting),
        ])
        return Response(Array(text.utf8), type: "text/plain; version=0.0.4; charset=utf-8", to: visit)
    }
}
