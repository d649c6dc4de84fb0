import Handbook
import Hummingbird
import Operations

extension Front {
    /// Labels of devices, parts or sites for print, one or many; of a part, of its pieces by their serials.
    func showLabels(_ request: Request, _ visit: Visit) async throws -> Response {
        let guest = try staff(visit)
        let kind = try visit.part("kind")
        guard [Device.kind, Part.kind, Site.kind].contains(kind) else { throw Missing("没有这种标签", "There are no such labels") }
        func asked(_ name: String) -> [String] { request.uri.parameters.filter { $0.name == name }.map(\.value) }
        let codes = Array(asked("n").prefix(LabelsPage.most))
        let (rows, titles) = try await desk.entries(inOrder: codes, of: kind, for: guest.person)
        guard !rows.isEmpty else { throw Missing("没有这些条目", "There are no such entries") }
        func name(_ kind: String, _ row: RegisterList.Row, _ field: String) -> String {
            let code = row.values[field]?.text ?? ""
            return titles["\(kind):\(code)"] ?? code
        }
        let serials = asked("serial").prefix(LabelsPage.most).filter { !$0.isEmpty }
        let labels = rows.flatMap { row -> [LabelsPage.Label] in
            switch kind {
            case Device.kind:
                [
                    LabelsPage.Label(
                        code: row.code, name: name(ProductModel.kind, row, "model"), beside: name(Site.kind, row, "site"),
                        address: "\(address)/devices/\(row.code.percentEncoded)")
                ]
            case Part.kind where !serials.isEmpty:
                serials.map {
                    LabelsPage.Label(
                        code: $0, name: row.title, beside: row.code,
                        address: "\(address)/parts/\(row.code.percentEncoded)?serial=\($0.percentEncoded)")
                }
            case Part.kind:
                [
                    LabelsPage.Label(
                        code: row.code, name: row.title, beside: "", address: "\(address)/parts/\(row.code.percentEncoded)")
                ]
            default:
                [
                    LabelsPage.Label(
                        code: row.code, name: row.title, beside: name(Customer.kind, row, "customer"),
                        address: "\(address)/cases/\(row.number.percentEncoded)")
                ]
            }
        }
        let back = kind == Device.kind ? "/devices" : "/registers/\(kind)"
        return show(LabelsPage(labels: Array(labels.prefix(LabelsPage.most)), back: back), to: visit)
    }
}

extension RegisterList {
    /// The page of labels for the entries that are shown; nil where there are none for such.
    var labels: String? {
        guard [Part.kind, Site.kind, Device.kind].contains(procedure.kind) else { return nil }
        return LabelsPage.path(procedure.kind, rows.map(\.code))
    }
}

extension DeviceList {
    /// The page of labels for the devices that are shown.
    var labels: String? { LabelsPage.path(Device.kind, rows.map(\.serial)) }
}

extension LabelsPage {
    fileprivate static func path(_ kind: String, _ codes: [String]) -> String? {
        codes.isEmpty ? nil : "/labels/\(kind)?" + codes.map { "n=\($0.percentEncoded)" }.joined(separator: "&")
    }
}
