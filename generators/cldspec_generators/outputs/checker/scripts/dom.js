// Elements of the page. Texts become text nodes, so nothing in a file is ever taken for markup.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Return the element with an identifier, which the page has.
 * @template {HTMLElement} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
function byId(id, kind) {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) {
    throw new Error(`The page has no ${id}`);
  }
  return found;
}

/**
 * Return a new element; an attribute that is false or null is left out.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string | number | boolean | null>} attributes
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, attributes, ...children) {
  const made = document.createElement(name);
  setAttributes(made, attributes);
  addTo(made, ...children);
  return made;
}

/**
 * Return a new element of a drawing.
 * @param {string} name
 * @param {Record<string, string | number | boolean | null>} attributes
 * @param {...Child} children
 */
function draw(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(made, attributes);
  addTo(made, ...children);
  return made;
}

/**
 * @param {Element} element
 * @param {Record<string, string | number | boolean | null>} attributes
 */
function setAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false && value !== null) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
}

/**
 * @param {Element} element
 * @param {...Child} children
 */
function addTo(element, ...children) {
  for (const child of children) {
    if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}

/**
 * Return a button that looks like a link.
 * @param {string} words
 * @param {string} label what a screen reader says
 * @param {() => void} action
 */
function linkButton(words, label, action) {
  const button = make("button", { type: "button", class: "link", "aria-label": label }, words);
  button.addEventListener("click", action);
  return button;
}

/**
 * A column of a table, of numbers or of long texts.
 * @typedef {{title: string, isNumber?: boolean, isWide?: boolean}} Column
 */

/**
 * Return a table. On a narrow screen its cells are below each other, each with the title of its column, so it needs its roles.
 * The first cell of a row is its header.
 * @param {string} caption
 * @param {Column[]} columns
 * @param {Child[][]} rows
 */
function table(caption, columns, rows) {
  const heads = columns.map((column) =>
    make("th", { role: "columnheader", scope: "col", class: column.isNumber ? "number" : null }, column.title));
  const lines = rows.map((cells) => make("tr", { role: "row", class: "nhsuk-table__row" }, ...cells.map((cell, position) => {
    const { isNumber, isWide } = columns[position];
    const classes = ["nhsuk-table__cell", isNumber && "number", isWide && "wide", !position && !isNumber && "plain"].filter(Boolean).join(" ");
    return position
      ? make("td", { role: "cell", class: classes, "data-title": columns[position].title }, cell)
      : make("th", { role: "rowheader", scope: "row", class: classes, "data-title": columns[position].title }, cell);
  })));
  return make("table", { role: "table", class: "nhsuk-table" },
    make("caption", { class: "nhsuk-u-visually-hidden" }, caption),
    make("thead", { role: "rowgroup", class: "nhsuk-table__head" }, make("tr", { role: "row" }, ...heads)),
    make("tbody", { role: "rowgroup", class: "nhsuk-table__body" }, ...lines));
}

/**
 * Return several children as one.
 * @param {...Child} children
 */
function together(...children) {
  const made = document.createDocumentFragment();
  for (const child of children) {
    if (child) {
      made.append(child);
    }
  }
  return made;
}

/**
 * Move the focus, and the view, to a heading.
 * @param {string} id
 */
function goTo(id) {
  const target = byId(id, HTMLElement);
  target.focus({ preventScroll: true });
  target.scrollIntoView();
}
