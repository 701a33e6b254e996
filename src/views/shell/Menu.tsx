import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useDismiss } from './useDismiss.ts';

export interface MenuItem {
  readonly name: string;
  readonly enabled: boolean;
  readonly act: () => void;
}

export interface MenuProps {
  /** Accessible name of the menu. */
  readonly label: string;
  /** On the button that opens it. */
  readonly name: string;
  readonly items: readonly MenuItem[];
  readonly className: string;
  readonly buttonClass: string;
  readonly disabled?: boolean;
  /** Why it is disabled. */
  readonly title?: string | undefined;
  readonly children?: ReactNode;
}

/** A button with a menu below it. Arrows move inside the menu, Escape closes it and gives the focus back. */
export function Menu(props: MenuProps) {
  const { label, name, items, className, buttonClass, disabled, title, children } = props;
  const [isOpen, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(isOpen, place, close);
  useEffect(() => {
    if (isOpen) place.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  const keyDown = (event: KeyboardEvent): void => {
    const all = [...(place.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at + all.length - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') button.current?.focus();
    if (event.key === 'Tab') close();
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[to % all.length]?.focus();
  };
  return (
    <div className={className} ref={place}>
      <button
        type="button"
        className={buttonClass}
        ref={button}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={disabled}
        title={title}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
      </button>
      {isOpen ? (
        <div className="popup menu" role="menu" tabIndex={-1} aria-label={label} onKeyDown={keyDown}>
          {items.map((item) => (
            <button
              key={item.name}
              type="button"
              role="menuitem"
              tabIndex={-1}
              aria-disabled={!item.enabled}
              onClick={() => {
                if (!item.enabled) return;
                close();
                button.current?.focus();
                item.act();
              }}
            >
              {item.name}
            </button>
          ))}
        </div>
      ) : null}
      {children}
    </div>
  );
}
