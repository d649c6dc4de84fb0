/// A region of the seeded company, and who works there.
struct SeedRegion: Sendable {
    let code: String
    let cities: [String]
    let managers: [String]
    /// Who stands in where the only manager may not.
    let neighbour: String
    /// Engineers past probation.
    let engineers: [String]
    let storekeeper: String
    let warehouse: String
    /// How many of a hundred customers it has.
    let share: Int
    /// For how many days up to now the demonstration's own entries say who is on call.
    var ownDutyDays = 0

    /// Four regions in a row: each is the next one's neighbour.
    static let all = [
        SeedRegion(
            code: "shanghai", cities: ["上海"], managers: ["li-manager", "chen-deputy"], neighbour: "zhao-manager",
            engineers: ["zhang-wei", "lin-tao", "sun-yu", "gao-yuan"], storekeeper: "qian-store", warehouse: "sh-main", share: 40,
            ownDutyDays: 60),
        SeedRegion(
            code: "jiangsu", cities: ["苏州", "南京", "无锡"], managers: ["zhao-manager"], neighbour: "li-manager",
            engineers: ["ma-jun", "han-xue"],
            storekeeper: "deng-store", warehouse: "sz-main", share: 20, ownDutyDays: 60),
        SeedRegion(
            code: "shandong", cities: ["济南", "青岛"], managers: ["cao-manager"], neighbour: "zhao-manager",
            engineers: ["peng-fei", "dong-na"],
            storekeeper: "deng-store", warehouse: "jn-main", share: 20),
        SeedRegion(
            code: "beijing", cities: ["北京"], managers: ["xu-manager"], neighbour: "cao-manager",
            engineers: ["jiang-tao", "tang-yue"],
            storekeeper: "deng-store", warehouse: "bj-main", share: 20),
    ]
}
