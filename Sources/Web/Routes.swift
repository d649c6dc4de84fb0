import Handbook
import Hummingbird
import Operations

/// Every path of the house and what answers it.
package func routes(_ front: Front) -> Router<Visit> {
    let router = Router(context: Visit.self, options: .autoGenerateHeadEndpoints)
    router.add(middleware: Counting(front: front))
    router.add(middleware: Origin(front: front))
    router.add(middleware: Precautions(isSecure: front.isSecure))
    router.add(middleware: Recognition(front: front))
    router.add(middleware: Answering(front: front))
    router.add(middleware: Tallying(front: front))

    // The house itself.
    router.get("/assets/:name") { request, visit in try front.assets.answer(try visit.part("name"), to: request) }
    router.get("/healthz") { _, visit in Response(Array("ok\n".utf8), type: "text/plain", to: visit) }
    router.get("/readyz", use: front.tellWhetherReady)
    router.get("/metrics", use: front.tellMetrics)

    // Coming in and going out.
    router.get("/sign-in", use: front.showSignIn)
    router.post("/sign-in", use: front.signIn)
    router.get("/enter/:key", use: front.showEntry)
    router.post("/enter/:key", use: front.enter)
    router.post("/sign-out", use: front.signOut)
    router.get("/language/:language", use: front.chooseLanguage)
    router.get("/forgotten", use: front.showForgotten)
    router.post("/forgotten", use: front.forgotten)
    router.post("/invite/:person", use: front.invite)
    router.post("/accounts/:person", use: front.keepAccount)
    router.get("/set-up/:key", use: front.showSetUp)
    router.post("/set-up/:key", use: front.setUp)
    router.get("/profile", use: front.showProfile)
    router.post("/profile", use: front.keepPreferences)
    router.post("/profile/sessions", use: front.endSessions)
    router.get("/profile/password", use: front.showPassword)
    router.post("/profile/password", use: front.changePassword)
    router.get("/profile/second-step", use: front.showSecondStep)
    router.post("/profile/second-step", use: front.changeSecondStep)
    router.post("/profile/tokens", use: front.issueToken)
    router.post("/profile/tokens/revoke", use: front.revokeToken)

    // The desk, and what is open.
    router.get("/", use: front.showDesk)
    router.get("/notices", use: front.showNotices)
    router.post("/notices", use: front.seeNotices)
    router.get("/cases", use: front.showQueue)
    router.get("/cases.csv", use: front.exportCSV)
    router.get("/cases.xlsx", use: front.exportXLSX)
    router.get("/bulk/:kind", use: front.showBulk)
    router.post("/bulk/:kind", use: front.takeBulk)
    router.post("/cases/views", use: front.saveView)
    router.post("/cases/views/:id/delete", use: front.deleteView)
    router.get("/events", use: front.showEvents)
    router.get("/search", use: front.showSearch)
    router.get("/lookup/:kind", use: front.lookUp)

    // The dispatch board.
    router.get("/board", use: front.showBoard)
    router.get("/board/orders/:number", use: front.showPlan)
    router.get("/board/orders/:number/outlook", use: front.tellOutlook)
    router.post("/board/orders/:number/undo", use: front.undoPlan)
    router.post("/board/orders/:number/:verb", use: front.takePlan)

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

    // On site: an engineer's phone.
    router.get("/site", use: front.showVisits)
    router.get("/site.json", use: front.givePack)
    router.get("/site.webmanifest", use: front.giveManifest)
    router.get("/worker.js", use: front.giveWorker)
    router.get("/site/:number", use: front.showVisit)
    router.post("/site/:number/:sheet", use: front.takeVisitSheet)
    router.post("/site/:number/steps/:verb", use: front.takeQueuedStep)

    // Steps that were left on the phone of somebody who acts here no more.
    router.post("/site/deposits", use: front.takeDeposit)
    router.get("/deposits", use: front.showDeposits)
    router.post("/deposits", use: front.bringDeposit)
    router.get("/deposits/:id", use: front.showDeposit)
    router.post("/deposits/:id", use: front.enterDeposit)
    router.post("/deposits/:id/aside", use: front.setDepositAside)
    router.get("/deposits/:id/files/:hash", use: front.giveDepositedFile)

    // Customers: by a one-time link, and with an account.
    router.get("/l/:key", use: front.showLink)
    router.post("/l/:key/:verb", use: front.takeLink)
    router.get("/l/:key/papers/:kind/:version", use: front.showLinkPaper)
    router.get("/cases/:number/links", use: front.showLinks)
    router.post("/cases/:number/links", use: front.offerLink)
    router.post("/cases/:number/links/letter", use: front.sendLink)
    router.get("/portal", use: front.showPortal)
    router.get("/portal/cases", use: front.showOwnCases)
    router.get("/portal/devices", use: front.showOwnDevices)
    router.get("/portal/new/:kind/:verb", use: front.showOwnOpening)
    router.post("/portal/new/:kind/:verb", use: front.takeOwnOpening)
    router.get("/portal/cases/:number", use: front.showOwnCase)
    router.post("/portal/cases/:number/:verb", use: front.takeOwnStep)

    // Papers.
    router.get("/cases/:number/papers/:kind/:version", use: front.showPaper)
    router.get("/verify/:hash", use: front.verify)
    router.get("/outbox", use: front.showOutbox)
    router.post("/outbox/:id/retry", use: front.retryLetter)

    // Registers, stock, devices, duty.
    router.get("/registers", use: front.showRegisters)
    router.get("/registers/:kind", use: front.showRegister)
    router.get("/import/:kind", use: front.showImport)
    router.post("/import/:kind", use: front.takeImport)
    router.get("/import/:kind/:sheet", use: front.showImportSheet)
    router.post("/import/:kind/:sheet", use: front.workImportSheet)
    router.get("/devices", use: front.showDevices)
    router.get("/devices/:serial", use: front.showDevice)
    router.get("/parts", use: front.showStock)
    router.get("/parts/:part", use: front.showPart)
    router.get("/stock/slips/:number/:position", use: front.showSlip)
    router.get("/stock/proof", use: front.showStockProof)
    router.get("/roster", use: front.showRoster)
    router.get("/labels/:kind", use: front.showLabels)

    // Reports and hours.
    router.get("/reports", use: front.showReport)
    router.get("/hours", use: front.showHours)
    router.get("/hours/:person/:month", use: front.showHoursSheet)

    // Articles and operating guides.
    router.get("/knowledge", use: front.showKnowledge)
    router.get("/knowledge/:number", use: front.showPublication)
    router.get("/guides", use: front.showGuides)
    router.get("/guides/:number", use: front.showPublication)

    // The handbook, procedures, audit.
    router.get("/handbook", use: front.showHandbook)
    router.get("/handbook/:clause", use: front.showClause)
    router.get("/editions", use: front.showEditions)
    router.get("/editions/calendar", use: front.showCalendar)
    router.post("/editions/calendar", use: front.takeCalendar)
    router.get("/editions/:revision", use: front.showEdition)
    router.get("/editions/:revision/difference", use: front.showDifference)
    router.get("/procedures", use: front.showProcedures)
    router.get("/procedures/:kind", use: front.showProcedure)
    router.get("/audit", use: front.showAudit)
    router.get("/audit/departures", use: front.showDepartures)
    router.get("/audit/refusals", use: front.showRefusals)
    router.get("/audit/reads", use: front.showReads)
    router.get("/audit/downloads", use: front.showDownloads)
    router.get("/audit/export", use: front.giveJournal)
    router.get("/audit/cases/:number", use: front.showChain)
    router.get("/audit/cases/:number/export", use: front.giveChain)

    // The API: its routes stand in a table of their own, from which its description comes too.
    for route in front.api {
        router.on(RouterPath(route.path), method: route.method) { try await front.answer($0, $1, by: route) }
    }

    return router
}
