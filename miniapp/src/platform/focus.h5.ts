/** Sends keyboard and screen reader to the element, once it is drawn; a group of controls gives it to its first. */
export function focusOn(id: string) {
  requestAnimationFrame(() => {
    const element = visible(id);
    const control = element?.matches("fieldset")
      ? element.querySelector<HTMLElement>("input, select")
      : element;
    control?.focus();
  });
}

// Pages below the one shown stay in the document, hidden, and may hold the same id.
function visible(id: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(`[id="${id}"]`)].find(
    (element) => element.offsetParent !== null,
  );
}

/** Name of the page for the browser's tab and the screen reader. */
export function setTitle(title: string) {
  document.title = title;
}
