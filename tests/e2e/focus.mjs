// Where the keyboard is in a page: on what, whether that is seen, and whether anything covers it.

/** {name, role, faults}: of what has the focus. `faults`: nothing has it, it is not to be told from
 *  what has no focus, or it lies under something else (WCAG 2.4.7, 2.4.11). */
export function focusOf(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { name: '', faults: ['nothing has the focus'] };
    const faults = [];
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const isControl = element.matches('a, button, input, select, textarea, [tabindex="0"]');
    if (isControl && (outlineStyle === 'none' || parseFloat(outlineWidth) < 2)) {
      faults.push('the focus is not to be seen');
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const middle = document.elementFromPoint(left + width / 2, top + height / 2);
    const isOver = middle && (element.contains(middle) || middle.contains(element));
    if (isControl && !isOver) faults.push(`covered by ${middle?.outerHTML.slice(0, 80)}`);
    const name = (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent
      ?? element.textContent).trim();
    return { name, id: element.id, isControl, faults,
      keys: element.getAttribute('aria-keyshortcuts'), isPrimary: element.matches('.primary') };
  });
}
