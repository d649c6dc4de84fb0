import HTML
import Handbook
import Operations

/// The order templates from which one new order's form is filled, and the one that was chosen.
struct TemplateChoice {
    private let templates: [OrderTemplate]
    private let chosen: OrderTemplate?
    /// Where the form stands.
    private let path: String

    /// Nil where the form raises no order, or there is no template; throws `Missing` for a template that is none.
    init?(_ code: String?, for form: ActivityForm, _ guest: Guest, _ desk: Desk) async throws {
        guard case .new(DispatchOrder.kind) = form.place, form.activity.fields.contains(where: { $0.name == "type" }) else {
            return nil
        }
        let templates = try await desk.templates(for: guest.person)
        self.templates = templates
        chosen = code.flatMap { code in templates.first { $0.code == code } }
        path = "/new/\(DispatchOrder.kind)/\(form.activity.verb)"
        if let code, !code.isEmpty, chosen == nil {
            throw Missing("没有“\(code.prefix(60))”这一模板", "There is no template “\(code.prefix(60))”")
        }
        if templates.isEmpty { return nil }
    }

    /// Puts into the form what the template says; the rest of it stays.
    func fill(_ form: inout ActivityForm) {
        guard let chosen else { return }
        form.values.merge(chosen.input) { $1 }
    }

    func write(on page: Page) {
        page.question(path, send: Text("填入", "Fill in")) {
            $0.choose(
                "template", Text("模板", "Template"), chosen?.code, templates.map { ($0.code, Text($0.name, $0.name)) },
                all: Text("不用模板", "None"))
        }
        if let chosen {
            page.p("help") {
                page.say(
                    "已按“\(chosen.name)”填入派工类型、工作内容和备件，可再改。",
                    "Type, work and spares are filled in from “\(chosen.name)” and can be changed. ")
                page.a(nil, .href(path), say: Text("不用模板", "Without a template"))
            }
        }
    }
}
