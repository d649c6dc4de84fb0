import Handbook

/// An element that can be written into a page: `page.td("num") { page.text(amount) }`.
///
/// It has the page's bytes and not the page, which would have to be counted in and out a thousand times; it is used where it is
/// made and kept nowhere.
package struct Element {
    /// How it begins and ends: `<td` and `</td>`.
    let start: StaticString
    let end: StaticString
    let written: Bytes
    let language: Language

    /// Writes the element with what `content` writes inside it.
    ///
    /// - Parameters:
    ///   - style: its classes, where they are fixed.
    ///   - attributes: further attributes; nil ones are left out.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?..., content: () throws -> Void) rethrows {
        written.open(start, style, attributes)
        try content()
        written.append(end)
    }

    /// Writes the element with a sentence in the reader's language.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?..., say text: Text) {
        written.open(start, style, attributes)
        written.append(escaped: text.text(in: language))
        written.append(end)
    }

    /// Writes the element with a text.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?..., text: String) {
        written.open(start, style, attributes)
        written.append(escaped: text)
        written.append(end)
    }
}

extension Element {
    // Most elements have one attribute or none: those go without a list of them.

    /// Writes the element with one attribute and what `content` writes inside it.
    package func callAsFunction(_ style: StaticString?, _ attribute: Attribute?, content: () throws -> Void) rethrows {
        written.open(start, style, attribute)
        try content()
        written.append(end)
    }

    /// Writes the element with one attribute and a sentence in the reader's language.
    package func callAsFunction(_ style: StaticString?, _ attribute: Attribute?, say text: Text) {
        written.open(start, style, attribute)
        written.append(escaped: text.text(in: language))
        written.append(end)
    }

    /// Writes the element with one attribute and a text.
    package func callAsFunction(_ style: StaticString?, _ attribute: Attribute?, text: String) {
        written.open(start, style, attribute)
        written.append(escaped: text)
        written.append(end)
    }
}

/// An element without content: `page.input(nil, .name("q"))`.
package struct VoidElement {
    let start: StaticString
    let written: Bytes

    /// Writes the element.
    package func callAsFunction(_ style: StaticString? = nil, _ attributes: Attribute?...) {
        written.open(start, style, attributes)
    }
}

extension Page {
    /// Any element by how it begins and ends: `page.element("<title", "</title>")`.
    package func element(_ start: StaticString, _ end: StaticString) -> Element {
        Element(start: start, end: end, written: written, language: language)
    }

    package var a: Element { element("<a", "</a>") }
    package var abbr: Element { element("<abbr", "</abbr>") }
    package var article: Element { element("<article", "</article>") }
    package var aside: Element { element("<aside", "</aside>") }
    package var b: Element { element("<b", "</b>") }
    package var button: Element { element("<button", "</button>") }
    package var caption: Element { element("<caption", "</caption>") }
    package var code: Element { element("<code", "</code>") }
    package var dd: Element { element("<dd", "</dd>") }
    package var details: Element { element("<details", "</details>") }
    package var div: Element { element("<div", "</div>") }
    package var dl: Element { element("<dl", "</dl>") }
    package var dt: Element { element("<dt", "</dt>") }
    package var em: Element { element("<em", "</em>") }
    package var fieldset: Element { element("<fieldset", "</fieldset>") }
    package var figure: Element { element("<figure", "</figure>") }
    package var footer: Element { element("<footer", "</footer>") }
    package var form: Element { element("<form", "</form>") }
    package var h1: Element { element("<h1", "</h1>") }
    package var h2: Element { element("<h2", "</h2>") }
    package var h3: Element { element("<h3", "</h3>") }
    package var header: Element { element("<header", "</header>") }
    package var i: Element { element("<i", "</i>") }
    package var label: Element { element("<label", "</label>") }
    package var legend: Element { element("<legend", "</legend>") }
    package var li: Element { element("<li", "</li>") }
    package var main: Element { element("<main", "</main>") }
    package var nav: Element { element("<nav", "</nav>") }
    package var ol: Element { element("<ol", "</ol>") }
    package var option: Element { element("<option", "</option>") }
    package var p: Element { element("<p", "</p>") }
    package var pre: Element { element("<pre", "</pre>") }
    package var s: Element { element("<s", "</s>") }
    package var section: Element { element("<section", "</section>") }
    package var select: Element { element("<select", "</select>") }
    package var small: Element { element("<small", "</small>") }
    package var span: Element { element("<span", "</span>") }
    package var summary: Element { element("<summary", "</summary>") }
    package var table: Element { element("<table", "</table>") }
    package var tbody: Element { element("<tbody", "</tbody>") }
    package var td: Element { element("<td", "</td>") }
    package var textarea: Element { element("<textarea", "</textarea>") }
    package var th: Element { element("<th", "</th>") }
    package var thead: Element { element("<thead", "</thead>") }
    package var timeElement: Element { element("<time", "</time>") }
    package var tr: Element { element("<tr", "</tr>") }
    package var ul: Element { element("<ul", "</ul>") }

    package var br: VoidElement { VoidElement(start: "<br", written: written) }
    package var hr: VoidElement { VoidElement(start: "<hr", written: written) }
    package var img: VoidElement { VoidElement(start: "<img", written: written) }
    package var input: VoidElement { VoidElement(start: "<input", written: written) }
    package var link: VoidElement { VoidElement(start: "<link", written: written) }
    package var meta: VoidElement { VoidElement(start: "<meta", written: written) }
}
