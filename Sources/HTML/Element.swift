import Handbook

/// An element that can be written into a page: `page.td("num") { page.text(amount) }`.
///
/// It has the page's bytes and not the page, which would have to be counted in and out a thousand times; it is used where it is
/// made and kept nowhere.
package struct Element {
    let tag: StaticString
    let written: Bytes
    let language: Language

    /// Writes the element with what `content` writes inside it.
    ///
    /// - Parameters:
    ///   - style: its classes, where they are fixed.
    ///   - attributes: further attributes; nil ones are left out.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?..., content: () throws -> Void) rethrows {
        written.open(tag, style, attributes)
        try content()
        written.close(tag)
    }

    /// Writes the element with a sentence in the reader's language.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?..., say text: Text) {
        written.open(tag, style, attributes)
        written.append(escaped: text.text(in: language))
        written.close(tag)
    }

    /// Writes the element with a text.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?..., text: String) {
        written.open(tag, style, attributes)
        written.append(escaped: text)
        written.close(tag)
    }
}

extension Element {
    // Most elements have one attribute or none: those go without a list of them.

    /// Writes the element with one attribute and what `content` writes inside it.
    package func callAsFunction(_ style: StaticString?, _ attribute: Attribute?, content: () throws -> Void) rethrows {
        written.open(tag, style, attribute)
        try content()
        written.close(tag)
    }

    /// Writes the element with one attribute and a sentence in the reader's language.
    package func callAsFunction(_ style: StaticString?, _ attribute: Attribute?, say text: Text) {
        written.open(tag, style, attribute)
        written.append(escaped: text.text(in: language))
        written.close(tag)
    }

    /// Writes the element with one attribute and a text.
    package func callAsFunction(_ style: StaticString?, _ attribute: Attribute?, text: String) {
        written.open(tag, style, attribute)
        written.append(escaped: text)
        written.close(tag)
    }
}

/// An element without content: `page.input(nil, .name("q"))`.
package struct VoidElement {
    let tag: StaticString
    let written: Bytes

    /// Writes the element.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?...) { written.open(tag, style, attributes) }
}

extension Page {
    /// Any element by its tag.
    package func element(_ tag: StaticString) -> Element { Element(tag: tag, written: written, language: language) }

    package var a: Element { element("a") }
    package var abbr: Element { element("abbr") }
    package var article: Element { element("article") }
    package var aside: Element { element("aside") }
    package var b: Element { element("b") }
    package var button: Element { element("button") }
    package var caption: Element { element("caption") }
    package var code: Element { element("code") }
    package var dd: Element { element("dd") }
    package var details: Element { element("details") }
    package var div: Element { element("div") }
    package var dl: Element { element("dl") }
    package var dt: Element { element("dt") }
    package var em: Element { element("em") }
    package var fieldset: Element { element("fieldset") }
    package var figure: Element { element("figure") }
    package var footer: Element { element("footer") }
    package var form: Element { element("form") }
    package var h1: Element { element("h1") }
    package var h2: Element { element("h2") }
    package var h3: Element { element("h3") }
    package var header: Element { element("header") }
    package var i: Element { element("i") }
    package var label: Element { element("label") }
    package var legend: Element { element("legend") }
    package var li: Element { element("li") }
    package var main: Element { element("main") }
    package var nav: Element { element("nav") }
    package var ol: Element { element("ol") }
    package var option: Element { element("option") }
    package var p: Element { element("p") }
    package var pre: Element { element("pre") }
    package var s: Element { element("s") }
    package var section: Element { element("section") }
    package var select: Element { element("select") }
    package var small: Element { element("small") }
    package var span: Element { element("span") }
    package var summary: Element { element("summary") }
    package var table: Element { element("table") }
    package var tbody: Element { element("tbody") }
    package var td: Element { element("td") }
    package var textarea: Element { element("textarea") }
    package var th: Element { element("th") }
    package var thead: Element { element("thead") }
    package var timeElement: Element { element("time") }
    package var tr: Element { element("tr") }
    package var ul: Element { element("ul") }

    package var br: VoidElement { VoidElement(tag: "br", written: written) }
    package var hr: VoidElement { VoidElement(tag: "hr", written: written) }
    package var img: VoidElement { VoidElement(tag: "img", written: written) }
    package var input: VoidElement { VoidElement(tag: "input", written: written) }
    package var link: VoidElement { VoidElement(tag: "link", written: written) }
    package var meta: VoidElement { VoidElement(tag: "meta", written: written) }
}
