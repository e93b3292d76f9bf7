// The language of the screen: words, numbers and durations.

import { english } from '/live/words_en.js';
import { spanish } from '/live/words_es.js';

const WORDS = { es: spanish, en: english };
const LOCALES = { es: 'es-MX', en: 'en-US' };
const LANGUAGE_KEY = 'relevo.language';

/** @type {'es' | 'en'} */
let language = 'es';
let integers = new Intl.NumberFormat(LOCALES.es);

/** The language kept from before, else the browser's. */
export function startLanguage() {
  const wished = localStorage.getItem(LANGUAGE_KEY) ?? navigator.language;
  apply(wished.startsWith('es') ? 'es' : 'en');
}

/** @param {string} chosen `es` or `en` */
export function setLanguage(chosen) {
  localStorage.setItem(LANGUAGE_KEY, chosen);
  apply(chosen === 'en' ? 'en' : 'es');
}

export function currentLanguage() {
  return language;
}

/** @param {'es' | 'en'} next */
function apply(next) {
  language = next;
  integers = new Intl.NumberFormat(LOCALES[next]);
  document.documentElement.lang = LOCALES[next];
}

/**
 * The words for `key`, with `{name}` replaced by `values`. An unknown key gives `otherwise`, or
 * its last part, so that a newer server's state is still readable.
 * @param {string} key
 * @param {Record<string, string | number>} [values]
 * @param {string} [otherwise]
 */
export function word(key, values, otherwise) {
  const text = WORDS[language][key] ?? otherwise ?? key.slice(key.indexOf('.') + 1);
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

/** @param {string} key */
export function hasWord(key) {
  return key in WORDS[language];
}

/** @param {number} n */
export function number(n) {
  return integers.format(n);
}

/**
 * `m:ss`, from an hour on `h:mm:ss`.
 * @param {number} milliseconds below 0 counts as 0
 */
export function duration(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/**
 * How old something is, in the largest unit that says enough.
 * @param {number} milliseconds
 */
export function age(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/**
 * Fills the words of all elements that name one.
 * @param {ParentNode} root
 */
export function translate(root) {
  for (const node of root.querySelectorAll('[data-word]')) {
    node.textContent = word(node.getAttribute('data-word') ?? '');
  }
  for (const node of root.querySelectorAll('[data-word-label]')) {
    node.setAttribute('aria-label', word(node.getAttribute('data-word-label') ?? ''));
  }
  for (const node of root.querySelectorAll('[data-word-placeholder]')) {
    node.setAttribute('placeholder', word(node.getAttribute('data-word-placeholder') ?? ''));
  }
}
