/// What a browser calls itself, as people would say it.
enum AgentName {
    /// `Firefox · Linux`; the beginning of what it says itself where it is none that we know.
    static func short(_ agent: String) -> String {
        let names = [
            ("Edg/", "Edge"), ("MicroMessenger", "WeChat"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"),
        ]
        let systems = [
            ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
            ("Mac OS", "macOS"), ("Linux", "Linux"),
        ]
        guard let name = names.first(where: { agent.contains($0.0) })?.1 else { return String(agent.prefix(40)) }
        return [name, systems.first { agent.contains($0.0) }?.1].compactMap { $0 }.joined(separator: " · ")
    }
}
