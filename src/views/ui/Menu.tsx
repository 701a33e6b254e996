import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Button, type ButtonProps } from './Button.tsx';
import { Popup } from './Popup.tsx';
import { useDismiss } from './useDismiss.ts';
import { useInertAround } from './useInertAround.ts';
import styles from './Menu.module.css';

interface MenuItem {
  readonly name: string;
  readonly enabled: boolean;
  readonly act: () => void;
}

export interface MenuProps {
  /** Accessible name of the menu. */
  readonly label: string;
  /** Text of the button that opens it, or its icon. */
  readonly name: ReactNode;
  /** Accessible name of the button if it has only an icon. */
  readonly buttonLabel?: string;
  readonly items: readonly MenuItem[];
  readonly className: string;
  readonly buttonKind: NonNullable<ButtonProps['kind']>;
  readonly buttonClass?: string;
  readonly disabled?: boolean;
  /** Why it is disabled. */
  readonly title?: string | undefined;
  readonly children?: ReactNode;
}

/** A button with a menu below it. Arrow keys move inside it. Escape closes it and returns the focus. */
export function Menu(props: MenuProps) {
  const { label, name, buttonLabel, items, className, buttonKind, buttonClass, disabled, title, children } = props;
  const [isOpen, setOpen] = useState(false);
  const position = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = useCallback(() => setOpen(false), []);
  useDismiss(isOpen, position, close);
  useInertAround(isOpen, position);
  useEffect(() => {
    if (isOpen) position.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, [isOpen]);
  const keyDown = (event: KeyboardEvent): void => {
    const all = [...(position.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
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
    <div className={className} ref={position}>
      <Button
        kind={buttonKind}
        className={buttonClass}
        ref={button}
        aria-label={buttonLabel}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={disabled}
        title={title}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
      </Button>
      {isOpen ? (
        <Popup className={styles.menu} role="menu" tabIndex={-1} aria-label={label} onKeyDown={keyDown}>
          {items.map((item) => (
            <Button
              kind="bare"
              key={item.name}
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
            </Button>
          ))}
        </Popup>
      ) : null}
      {children}
    </div>
  );
}
