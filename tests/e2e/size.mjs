// What of a page does not fit: a page that scrolls sideways, and labels and controls that are cut off.

const SLIDE_MIN = 200; // Of what is slid sideways in itself, as WCAG 1.4.10 allows it to tables.

/** In words; empty when all fits. */
export function faultsOfSize(page) {
  return page.evaluate((slideMin) => {
    const faults = [];
    const { scrollWidth, clientWidth } = document.scrollingElement;
    if (scrollWidth > clientWidth) faults.push(`scrolls sideways: ${scrollWidth} > ${clientWidth}`);
    const looked = 'button, a, label, legend, summary, h1, h2, h3, p, li, dt, dd, th, td, input, kbd, '
      + 'main, [role=group], [aria-label]';
    for (const element of document.querySelectorAll(looked)) {
      if (!element.checkVisibility() || element.closest('.unseen')) continue;
      const { overflowX, display } = getComputedStyle(element);
      if (display === 'inline') continue; // It has no width of its own.
      const { clientWidth: width, clientHeight: height } = element;
      if (element.matches('[data-slides]') && width >= slideMin && height >= 24) continue;
      if (element.scrollWidth <= element.clientWidth + (overflowX === 'visible' ? 1 : 0)) continue;
      faults.push(`${element.scrollWidth} > ${element.clientWidth} in `
        + element.outerHTML.slice(0, 120));
    }
    return faults;
  }, SLIDE_MIN);
}
