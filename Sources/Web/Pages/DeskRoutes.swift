import Handbook
import Hummingbird
import Operations

extension Front {
    /// The desk of whoever is signed in.
    func showDesk(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try visit.signedIn()
        if !guest.isStaff { return .goOn(to: "/portal") }
        let after = Asked(request)["after"].flatMap { CaseFilter.Cursor($0, isBackward: false) }
        let steps = try await desk.nextSteps(for: guest.person, limit: DeskPage.portion + 1, after: after)
        let newNotices = try await desk.newNotices(for: guest.person)
        return show(
            DeskPage(
                steps: Array(steps.prefix(DeskPage.portion)), hasMore: steps.count > DeskPage.portion, isFirst: after == nil,
                now: desk.now(), newNotices: newNotices,
                deposits: try await desk.waitingDeposits(for: guest.actor, upTo: Tally.most), openings: openings(for: guest)),
            to: visit)
    }

    /// What a person may open by one of their roles; a sheet stands before the single step that it begins with.
    private func openings(for guest: Guest) -> [DeskPage.Opening] {
        let roles = Set(guest.actor.grants.map(\.role))
        return Procedures.all.compactMap { Procedures.declared[$0.kind] }.flatMap { procedure in
            procedure.openings.filter { $0.by.contains { roles.contains($0.id) } }.flatMap { opening -> [DeskPage.Opening] in
                let single = DeskPage.Opening(
                    title: Text("\(opening.title.zh)（\(procedure.title.zh)）", "\(opening.title.en): \(procedure.title.en)"),
                    path: ActivityForm.path(to: opening.verb, at: .new(kind: procedure.kind)))
                guard let sheet = procedure.sheets.first(where: { $0.name == opening.verb }),
                    sheet.steps.allSatisfy({ procedure.activity($0.verb)?.by.contains { roles.contains($0.id) } ?? false })
                else { return [single] }
                return [
                    DeskPage.Opening(
                        title: Text("\(sheet.title.zh)（\(procedure.title.zh)）", "\(sheet.title.en): \(procedure.title.en)"),
                        path: SheetForm.path(of: sheet, at: .new(kind: procedure.kind))), single,
                ]
            }
        }
    }
}
