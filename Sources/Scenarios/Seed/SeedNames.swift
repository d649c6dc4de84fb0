/// Names that nobody bears: made of places and people that were made up.
struct SeedNames: Sendable {
    private static let places = [
        "云汐", "澜川", "霁州", "栖岭", "望澜", "星渚", "泽川", "松屿", "青峦", "鹭汀", "岚浦", "溪照", "峤山", "沧屿", "玉澜", "禾川", "霜桥", "暮江", "照野", "听涛",
    ]
    private static let trades: [(trade: String, sites: [String])] = [
        ("供电公司", ["变电站", "调度中心", "通信机房"]), ("轨道交通公司", ["车辆段", "信号楼", "控制中心"]), ("通信公司", ["枢纽站", "汇聚机房", "传输机房"]),
        ("燃气公司", ["调压站", "监控中心", "数据机房"]), ("水务公司", ["泵站", "水厂机房", "调度中心"]), ("港务公司", ["码头机房", "调度楼", "监控中心"]),
    ]
    private static let surnames = Array("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎")
    private static let given = [
        "建国", "文静", "志远", "晓岚", "思源", "明轩", "雅琴", "俊杰", "海燕", "立新", "雨桐", "国栋", "秀英", "振华", "子涵", "玉兰", "永康", "佳宁", "春梅", "世杰",
    ]

    /// The name of the customer in that place of the list: no two are alike among the first 120.
    static func customer(_ index: Int) -> (name: String, short: String, sites: [String]) {
        let place = places[index % places.count]
        let trade = trades[(index / places.count + index % places.count) % trades.count]
        return (place + trade.trade, place, trade.sites)
    }

    static func person(_ chance: inout Chance) -> String { String(chance.one(of: surnames)) + chance.one(of: given) }
}
