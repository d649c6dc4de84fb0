import HTML
import Handbook

/// Keeping the list that is shown under a name, and forgetting the one that is open.
struct ViewForm {
    let query: QueueQuery
    let views: [SavedView]
    let view: Int64?
    let token: String

    func write(on page: Page) {
        page.details("save-view") {
            page.summary(say: Text("保存为视图", "Save as a view"))
            page.post("view-form", to: "/cases/views", token: token) {
                for (name, value) in query.parameters { page.hidden(name, value) }
                page.label {
                    page.span(say: Text("名称", "Name"))
                    page.input(
                        nil, .type("text"), .name("name"), Attribute("maxlength", "30"), Attribute("required", ""),
                        .value(open?.name ?? ""))
                }
                page.label("tickbox") {
                    page.input(
                        nil, .type("checkbox"), .name("default"), .value("1"), .flag("checked", if: open?.isDefault ?? false))
                    page.text(" ")
                    page.say("打开“全部事项”时先看它", "Open “Cases” with it")
                }
                page.send(Text("保存", "Save"), style: "btn q small")
            }
            if let open {
                page.post("view-form", to: "/cases/views/\(open.id)/delete", token: token) {
                    page.send(Text("删除视图“\(open.name)”", "Delete the view “\(open.name)”"), style: "btn q small")
                }
            }
        }
    }

    private var open: SavedView? { views.first { $0.id == view } }
}
