/** The reading under the pointer: one element for the whole page, moved and written without React, so that hovering renders nothing. */

let element: HTMLDivElement | null = null;

function tooltip(): HTMLDivElement {
  if (element) return element;
  element = document.createElement('div');
  element.className = 'picture-tip';
  // What it says stands in the readings and tables too; a pointer's hover is no announcement.
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  return element;
}

/** Shows `text` beside the pointer at client coordinates, inside the window. */
export function showTooltip(text: string, clientX: number, clientY: number): void {
  const tip = tooltip();
  tip.textContent = text;
  tip.style.display = 'block';
  const left = Math.max(4, Math.min(window.innerWidth - tip.offsetWidth - 8, clientX + 14));
  const above = clientY - tip.offsetHeight - 12;
  tip.style.left = `${left}px`;
  tip.style.top = `${above >= 4 ? above : clientY + 18}px`;
}

export function hideTooltip(): void {
  if (element) element.style.display = 'none';
}
