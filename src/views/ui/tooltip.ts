import { zoomOf } from './pointerOn.ts';
import styles from './tooltip.module.css';

/** The tooltip: one element for the whole page, which React does not know, so that hovering renders nothing. */

let element: HTMLDivElement | null = null;

function tooltip(): HTMLDivElement {
  if (element) return element;
  element = document.createElement('div');
  element.className = styles.pictureTip;
  element.dataset.part = 'picture-tip';
  // The readings and the tables contain the same values, so hovering is not announced.
  element.setAttribute('aria-hidden', 'true');
  document.body.append(element);
  return element;
}

/** Shows a text beside the pointer and inside the window. '' hides the tooltip. */
export function showTooltip(text: string, pointer: Pick<MouseEvent, 'clientX' | 'clientY'>): void {
  if (text === '') {
    hideTooltip();
    return;
  }
  const { clientX, clientY } = pointer;
  const tip = tooltip();
  tip.textContent = text;
  tip.style.display = 'block';
  const zoom = zoomOf(tip);
  const left = Math.max(4, Math.min(window.innerWidth / zoom - tip.offsetWidth - 8, clientX / zoom + 14));
  const above = clientY / zoom - tip.offsetHeight - 12;
  tip.style.left = `${left}px`;
  tip.style.top = `${above >= 4 ? above : clientY / zoom + 18}px`;
}

export function hideTooltip(): void {
  if (element) element.style.display = 'none';
}
