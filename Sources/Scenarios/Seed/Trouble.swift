/// A fault as it is told, looked into and mended: what a story's people write.
struct Trouble: Sendable {
    let told: String
    let cause: String
    let found: String
    let operation: String
    let mended: String
    /// The part that is swapped where it comes to that.
    let part: String
}

/// A family of products with its models, its spares and its troubles.
struct SeedFamily: Sendable {
    let code: String
    let models: [String]
    let parts: [String]
    let troubles: [Trouble]

    static let all = [optical, storage, server, management]

    static let optical = SeedFamily(
        code: "optical", models: ["osn-1800", "ot-6800"], parts: ["brd-10g", "psu-ot"],
        troubles: [
            Trouble(
                told: "10G 链路收光偏低，伴误码告警", cause: "光模块老化", found: "收光低于门限 3 dB，环回正常", operation: "更换线路板",
                mended: "已更换线路板，收光恢复到 -8 dBm", part: "brd-10g"),
            Trouble(
                told: "传输设备电源告警", cause: "电源模块", found: "电源模块输出偏低", operation: "更换电源模块", mended: "已更换电源模块，告警消失",
                part: "psu-ot"),
            Trouble(
                told: "业务单板红灯，业务已倒换", cause: "线路板故障", found: "单板无收光，判断硬件故障", operation: "更换线路板", mended: "更换单板后业务回切正常",
                part: "brd-10g"),
            Trouble(
                told: "时钟告警偶发", cause: "时钟源", found: "备用时钟源优先级不当", operation: "清洁光口", mended: "时钟源优先级已调整，光口已清洁",
                part: "brd-10g"),
        ])

    static let storage = SeedFamily(
        code: "storage", models: ["os-5300", "xk-2200"], parts: ["disk-4t", "ctl-xk"],
        troubles: [
            Trouble(
                told: "存储硬盘预警", cause: "硬盘寿命", found: "坏道计数上升，热备盘已接管", operation: "更换硬盘", mended: "硬盘已更换，重构完成", part: "disk-4t"),
            Trouble(
                told: "B 控制器脱机", cause: "控制器电池", found: "控制器电池告警，缓存写直通", operation: "更换控制器", mended: "控制器已更换，双控恢复",
                part: "ctl-xk"),
            Trouble(
                told: "存储读写变慢", cause: "缓存", found: "缓存策略为写直通", operation: "检查缓存", mended: "缓存策略已恢复为默认", part: "disk-4t"),
        ])

    static let server = SeedFamily(
        code: "server", models: ["rs-2280", "rs-5885"], parts: ["mem-32", "fan-rs"],
        troubles: [
            Trouble(
                told: "服务器内存纠错告警", cause: "内存条", found: "同一槽位纠错计数持续上升", operation: "更换内存", mended: "内存已更换，自检通过",
                part: "mem-32"),
            Trouble(
                told: "服务器风扇异响，温度升高", cause: "风扇", found: "2 号风扇转速波动", operation: "更换风扇", mended: "风扇已更换，温度恢复正常",
                part: "fan-rs"),
            Trouble(
                told: "服务器自行重启", cause: "供电", found: "日志记有瞬时掉电", operation: "检查电源接线", mended: "电源接线已紧固，运行平稳", part: "fan-rs"),
        ])

    static let management = SeedFamily(
        code: "management", models: ["nm-900", "nm-960"], parts: ["ssd-nm", "card-nm"],
        troubles: [
            Trouble(
                told: "网管看不到部分网元", cause: "网关", found: "采集进程异常退出", operation: "检查采集进程", mended: "采集进程已恢复，网元全部在线",
                part: "card-nm"),
            Trouble(
                told: "网管数据库空间告警", cause: "性能数据未清理", found: "性能数据占用九成空间", operation: "更换固态盘", mended: "已扩容并设自动清理",
                part: "ssd-nm"),
            Trouble(
                told: "网管告警风暴", cause: "门限设置", found: "门限过低，闪断反复上报", operation: "调整告警门限", mended: "已按厂家建议调整告警门限",
                part: "card-nm"),
        ])
}
