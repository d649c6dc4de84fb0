/// Passwords of twelve characters and more that lists of stolen ones begin with; shorter ones are refused anyway.
enum CommonPasswords {
    static let all: Set<String> = Set(
        """
        123456789012 1234567890123 12345678901234 123456789012345 1234567890123456 0123456789012 012345678901 098765432109 0987654321098
        112233445566 123123123123 123412341234 123456123456 123456654321 123321123321 123654789123 147258369147 111222333444 121212121212
        1q2w3e4r5t6y 1q2w3e4r5t6y7u 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv qazwsxedcrfv qazwsxedc123 q1w2e3r4t5y6 zaq12wsxcde3
        qwertyuiop12 qwertyuiop123 qwertyuiop1234 qwertyuiopas qwertyuiopasdf qwertyuiopasdfghjkl asdfghjklqwe asdfghjkl123 asdfghjklzxcvbnm
        zxcvbnm12345 zxcvbnm123456 zxcvbnmasdfghjkl qwerty123456 qwerty1234567 qwerty12345678 qwer1234asdf qwerasdfzxcv asdf1234qwer abcd12345678
        abc123456789 abc1234567890 abcdef123456 abcdefg12345 abcdefg123456 abcdefg1234567 abcdefgh1234 abcdefgh12345678 a1b2c3d4e5f6 aa1234567890
        a12345678901 a1234567890 aa123456789012 aaa123456789 woaini1314520 woaini123456 woaini520520 woaini13145201314 5201314520131 wo1234567890
        password1234 password12345 password123456 password123456789 passwordpassword mypassword12 mypassword123 passw0rd1234 passw0rd12345 p4ssw0rd1234
        administrator admin1234567 admin12345678 admin123456789 adminadmin12 adminadmin123 adminadminadmin administrator1 administrator123 admin20252026
        rootroot1234 root12345678 root123456789 toor12345678 changeme1234 changemenow1 changeme12345 letmein12345 letmein123456 welcome12345 welcome123456
        welcome20252026 welcome2026 iloveyou1234 iloveyou12345 iloveyou520520 iloveyou1314 iloveyouforever iloveyousomuch ilovemyfamily sunshine1234 sunshine12345
        princess1234 princess12345 football1234 football12345 baseball1234 basketball12 superman1234 superman12345 batman123456 dragon123456 master123456
        monkey123456 michael12345 jennifer1234 computer1234 computer12345 internet1234 internet12345 samsung12345 samsung123456 microsoft123 windows12345
        huawei123456 huawei12345678 huawei@12345 huawei@123456 huaweihuawei huawei2026 paigong12345 paigong123456 paigongpaigong handbook1234 company12345
        company123456 company2026 service12345 service123456 engineer1234 engineer12345 storekeeper1 storekeeper123 test12345678 test123456789 testtesttest
        testtest1234 guest1234567 guest12345678 user12345678 user123456789 default12345 secret123456 secret12345678 trustno1trustno1 correcthorsebatterystaple
        chinachina123 china1234567 china12345678 beijing2008 beijing12345 beijing123456 shanghai1234 shanghai12345 shanghai123456 zhongguo1234 zhongguo12345
        nihao1234567 nihaonihao123 xiaoming1234 xiaoxiao1234 wangwei12345 zhangwei1234 zhangwei12345 liwei1234567 tiankong1234 baobei520520 laopo5201314
        """.split(whereSeparator: \.isWhitespace).map(String.init))

    /// Whether it is one short thing, said several times: 1234abcd1234abcd is as soon tried as half of it.
    static func isDoubled(_ password: String) -> Bool {
        let characters = Array(password)
        return (1...4).contains { length in
            characters.count >= 3 * length && zip(characters, characters.dropFirst(length)).allSatisfy { $0 == $1 }
        }
    }
}
