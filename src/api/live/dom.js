// Making and changing elements, touching only what differs.

/**
 * The element with this id, which index.html has.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  return document.getElementById(id);
}

/**
 * @param {string} tag
 * @param {Record<string, string>} [attributes]
 * @param {...(Node | string)} children
 */
export function make(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

/** @param {Element} node @param {string} text */
export function setText(node, text) {
  const only = node.firstChild;
  if (!only) {
    if (text) node.textContent = text;
  } else if (only.nodeValue !== text) {
    only.nodeValue = text;
  }
}

/** @param {Element} node @param {string} name @param {string} value */
export function setAttribute(node, name, value) {
  if (node.getAttribute(name) !== value) node.setAttribute(name, value);
}

/** @param {HTMLElement} node @param {boolean} shown */
export function show(node, shown) {
  if (node.hidden === shown) node.hidden = !shown;
}

const SVG = 'http://www.w3.org/2000/svg';

/**
 * A shape of index.html; words stand beside it, so it is hidden from readers.
 * @param {string} shape
 */
export function glyph(shape) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  svg.setAttribute('class', 'glyph');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#g-${shape}`);
  svg.append(use);
  return svg;
}

/** A state: shape, word and colour, always the same three. */
export class StateMark {
  constructor() {
    this.svg = glyph('dot');
    this.label = make('span');
    this.node = make('span', { class: 'state' }, this.svg, this.label);
  }

  /** @param {{ shape: string, tone: string }} look @param {string} text */
  set(look, text) {
    setAttribute(/** @type {Element} */ (this.svg.firstChild), 'href', `#g-${look.shape}`);
    setAttribute(this.node, 'data-tone', look.tone);
    setText(this.label, text);
  }
}

/**
 * A cell of a table made of divs, which unlike a real one can leave out what is off screen.
 * @param {string} name
 * @param {string} [role]
 */
export function cell(name, role = 'cell') {
  return make('div', { role, class: `c-${name}` });
}

/**
 * Rows by id, in the order in which they are first given.
 * @template Key, Row
 */
export class KeyedRows {
  /** @param {Element} parent @param {(key: Key) => Row & { node: HTMLElement }} create */
  constructor(parent, create) {
    this.parent = parent;
    this.create = create;
    /** @type {Map<Key, Row & { node: HTMLElement }>} */
    this.rows = new Map();
  }

  /** The row of `key`, made at the end when new. @param {Key} key */
  at(key) {
    let row = this.rows.get(key);
    if (!row) {
      row = this.create(key);
      this.rows.set(key, row);
      this.parent.append(row.node);
    }
    return row;
  }

  /** @param {Key} key */
  remove(key) {
    this.rows.get(key)?.node.remove();
    this.rows.delete(key);
  }

  /** Keeps exactly `keys`, in their order. @param {Key[]} keys */
  keep(keys) {
    const wanted = new Set(keys);
    for (const key of [...this.rows.keys()]) if (!wanted.has(key)) this.remove(key);
    /** @type {Element | null} */
    let next = this.parent.firstElementChild;
    for (const key of keys) {
      const { node } = this.at(key);
      if (node === next) next = next.nextElementSibling;
      else this.parent.insertBefore(node, next);
    }
  }
}
