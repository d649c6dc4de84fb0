import Handbook
import Hummingbird
import Operations

/// Every path of the house and what answers it.
package func routes(_ front: Front) -> Router<Visit> {
    let router = Router(context: Visit.self)
    router.add(middleware: Precautions(isSecure: front.isSecure))
    router.add(middleware: Recognition(front: front))
    router.add(middleware: Answering(front: front))

    // The house itself.
    router.get("/assets/:name") { request, visit in try front.assets.answer(try visit.part("name"), to: request) }
    router.get("/healthz") { _, visit in Response(Array("ok\n".utf8), type: "text/plain", to: visit) }

    // Coming in and going out.
    router.get("/enter/:key", use: front.showEntry)
    router.post("/enter/:key", use: front.enter)
    router.post("/sign-out", use: front.signOut)

    // The desk, and what is open.
    router.get("/", use: front.showDesk)

    // A case and its steps.
    router.get("/cases/:number", use: front.showCase)
    router.get("/cases/:number/files/:hash", use: front.giveFile)
    router.get("/cases/:number/:verb", use: front.showForm)
    router.post("/cases/:number/:verb", use: front.take)
    router.post("/cases/:number/sheets/:name", use: front.takeSheet)
    router.get("/new/:kind/sheets/:name", use: front.showSheet)
    router.post("/new/:kind/sheets/:name", use: front.takeSheet)
    router.get("/new/:kind/:verb", use: front.showForm)
    router.post("/new/:kind/:verb", use: front.take)

    // Papers.

    // Registers, stock, devices, duty.

    // The handbook, procedures, audit.
    router.get("/handbook", use: front.showHandbook)
    router.get("/handbook/:clause", use: front.showClause)
    router.get("/procedures", use: front.showProcedures)
    router.get("/procedures/:kind", use: front.showProcedure)
    router.get("/audit", use: front.showAudit)
    router.get("/audit/departures", use: front.showDepartures)
    router.get("/audit/refusals", use: front.showRefusals)
    router.get("/audit/reads", use: front.showReads)
    router.get("/audit/export", use: front.giveJournal)
    router.get("/audit/cases/:number", use: front.showChain)
    router.get("/audit/cases/:number/export", use: front.giveChain)

    // The API.

    return router
}
