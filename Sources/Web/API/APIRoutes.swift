import Hummingbird

extension Front {
    /// Every path of the API.
    var api: [APIRoute] {
        [
            APIRoute(.get, "/openapi.json", nil, describeAPI),
            APIRoute(.get, "/me", .read, tellWhoAsks),
            APIRoute(.get, "/events", .read, streamEvents),

            APIRoute(.get, "/cases", .read, listCases),
            APIRoute(.post, "/cases/:case", .write, openCase),
            APIRoute(.get, "/cases/:case", .read, tellCase),
            APIRoute(.get, "/cases/:case/activities", .read, listActivities),
            APIRoute(.post, "/cases/:case/activities/:verb", .write, performActivity),
            APIRoute(.get, "/cases/:case/journal", .read, listJournal),
            APIRoute(.get, "/cases/:case/documents", .read, listDocuments),
            APIRoute(.get, "/cases/:case/documents/:kind/:version", .read, giveDocument),
            APIRoute(.get, "/cases/:case/attachments", .read, listAttachments),
            APIRoute(.get, "/cases/:case/attachments/:hash", .read, giveAttachment),
            APIRoute(.post, "/attachments", .write, takeAttachment),

            APIRoute(.get, "/registers/:kind", .read, listEntries),
            APIRoute(.post, "/registers/:kind", .write, enterEntry),
            APIRoute(.get, "/registers/:kind/:code", .read, tellEntry),
            APIRoute(.patch, "/registers/:kind/:code", .write, amendEntry),
            APIRoute(.get, "/registers/:kind/:code/history", .read, listHistory),

            APIRoute(.post, "/rules/:name", .read, answerRule),
            APIRoute(.get, "/rules/:name/schema", .read, describeRule),
        ]
    }
}
