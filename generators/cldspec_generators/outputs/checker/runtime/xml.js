/** Pieces of XML, as workbooks have it. There is no parser of XML where this page works, so texts are found by their tags. */

const ENTITIES = /** @type {Record<string, string>} */ ({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" });

/** An entity that is not known: the XML is damaged. */
class UnknownEntityError extends Error {}

/**
 * Return the text that a piece of XML without tags stands for. Throws UnknownEntityError.
 * @param {string} xml
 * @returns {string}
 */
function textOfXml(xml) {
  let text = xml;
  if (text.includes("\r")) text = text.replace(/\r\n?/g, "\n");
  if (text.includes("<!")) {
    const parts = text.replace(/<!--[^]*?-->/g, "").split(/<!\[CDATA\[([^]*?)\]\]>/);
    return parts.map((part, index) => (index % 2 ? part : withoutEntities(part))).join("");
  }
  return withoutEntities(text);
}

/**
 * Return a text with characters in place of entities.
 * @param {string} text
 * @returns {string}
 */
function withoutEntities(text) {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|\w*);?/g, (_, name) => {
    const known = name.startsWith("#x") ? parseInt(name.slice(2), 16) : name.startsWith("#") ? parseInt(name.slice(1), 10) : -1;
    if (known >= 0 && known <= 0x10ffff) return String.fromCodePoint(known);
    if (!Object.hasOwn(ENTITIES, name)) throw new UnknownEntityError();
    return ENTITIES[name];
  });
}

/**
 * Return a text of a workbook with characters in place of numbers such as _x000D_.
 * @param {string} text
 * @returns {string}
 */
function withoutEscapes(text) {
  return text.includes("_x") ? text.replace(/_x([0-9a-fA-F]{4})_/g, (_, code) => String.fromCharCode(parseInt(code, 16))) : text;
}

/**
 * Return the value of an attribute, given the attributes of a tag; null if it is not there. A prefix of its name does not count.
 * @param {string} attributes
 * @param {string} name
 * @returns {string | null}
 */
function attributeOf(attributes, name) {
  const found = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? textOfXml(found[1] ?? found[2]) : null;
}

/**
 * Return the attributes of all tags with a name.
 * @param {string} xml
 * @param {string} name
 * @returns {string[]}
 */
function tagsOf(xml, name) {
  return [...xml.matchAll(new RegExp(`<(?:[\\w.-]+:)?${name}(\\s[^<>]*?)?/?>`, "g"))].map((found) => found[1] ?? "");
}

const TEXT = /<(?:[\w.-]+:)?t(?:\s([^<>]*?))?(?:\/>|>([^]*?)<\/(?:[\w.-]+:)?t>)/g;
const PHONETIC = /<(?:[\w.-]+:)?rPh\b[^]*?<\/(?:[\w.-]+:)?rPh>/g;

/**
 * Return the text of a string of a workbook, which may be in several runs. How it is pronounced is no part of it.
 * @param {string} xml
 * @returns {string}
 */
function stringOf(xml) {
  const runs = xml.includes("rPh") ? xml.replace(PHONETIC, "") : xml;
  let text = "";
  for (const [, attributes = "", content = ""] of runs.matchAll(TEXT)) {
    const own = textOfXml(content);
    text += attributes.includes("preserve") ? own : own.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  }
  return withoutEscapes(text);
}
