import Testing

@testable import Handbook

struct SecretsTests {
    let secrets: Secrets

    init() throws {
        secrets = try Shipped.edition.secrets
    }

    @Test(arguments: [
        "密码:Huawei@123", "登录口令是 admin", "root 密码 = 1234", "密码为:abc#9", "PASSWORD: s3cret", "pwd=hunter2",
        "the password is Tr0ub4dor", "set authentication password cipher %^%#abc", "enable secret 5 $1$mERr",
        "snmp-server community public RO", "团体字:public", "密钥已改为 A1B2C3D4", "psk: 'correct-horse'", "口令改成 qwerty。",
        "密码:huawei 已登录", "-----BEGIN RSA PRIVATE KEY-----",
    ])
    func `passwords and keys may not be kept (1.3.2)`(text: String) {
        #expect(secrets.refused(in: text).count == 1, "\(secrets.refused(in: text))")
    }

    @Test(arguments: [
        "密码已修改", "客户确认口令已更换", "密码:已换", "口令是否已更改:是", "密码为空", "password: changed", "password: ******",
        "Password is required", "the password was not changed", "请客户修改密码,然后重启 S5700", "secretary: Wang",
        "password: <new password>", "密码:\n设备 S5700", "password: customer typed it himself", "token ring", "口令:xxxx",
    ])
    func `talking about passwords is free (1.3.2)`(text: String) {
        #expect(secrets.refused(in: text) == [])
    }

    @Test func `a finding names its place and clause, so that it can be shown back (1.3.2)`() throws {
        let text = "设备 A,密码:Huawei@123,已登录"
        let finding = try #require(secrets.refused(in: text).first)
        #expect(finding.clause == "1.3.2")
        #expect(String(decoding: Array(text.utf8)[finding.place], as: UTF8.self) == "密码:Huawei@123")
    }

    @Test(arguments: [
        ("网管地址 10.12.0.1", "address"), ("ping 192.168.1.254:8080 通", "address"), ("2001:db8::1", "address"),
        ("fe80:0:0:0:1:2:3:4", "address"), ("客户网络拓扑见附件", "topology"), ("合同额约 120", "contract-sum"), ("共 350 万元", "contract-sum"),
        ("¥ 12,000", "contract-sum"), ("contract value: 12000", "contract-sum"), ("线数 5000", "line-count"),
    ])
    func `addresses, topology, sums and line counts make a text customer secret (1.3.6)`(text: String, pattern: String) {
        #expect(secrets.confidential(in: text).map(\.pattern).contains(pattern))
    }

    @Test(arguments: [
        "版本 V5.160.10.1", "12:30:00 到场", "2026-05-18 12:30", "1.2.3", "300.1.1.1", "1.2.3.4.5", "std::vector", "按合同执行",
        "第 3.1.5 条", "00:11:22:33:44:55", "a::b",
    ])
    func `versions, times and clauses are not addresses (1.3.6)`(text: String) {
        #expect(secrets.confidential(in: text) == [])
    }

    @Test func `full-width and invisible characters don't hide a secret (1.3.2)`() {
        #expect(secrets.refused(in: "PASSWORD=Abc@123").count == 1)
        #expect(secrets.refused(in: "密\u{200B}码:Abc@123").count == 1)
    }

    @Test func `a long text is looked through in one pass (1.3.2)`() {
        let text = String(repeating: "密码 password : = 是 10.0.0. 合同额 ", count: 5_000)
        #expect(secrets.refused(in: text).count <= 20_000)
        #expect(secrets.confidential(in: text).count <= 20_000)
        #expect(!secrets.refused(in: String(repeating: "pwd=", count: 20_000)).isEmpty)
    }
}
