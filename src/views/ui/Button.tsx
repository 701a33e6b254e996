import { type ComponentPropsWithRef, useState } from 'react';
import styles from './Button.module.css';

const CLASSES = {
  /** With a border. A toggle (`aria-pressed`) shows whether it is on. */
  plain: styles.plainButton,
  /** The main action of its place. */
  primary: styles.primaryButton,
  /** Without a border. */
  quiet: styles.quietButton,
  /** Underlined, inside a line of text. */
  text: styles.textButton,
  /** Underlined more faintly: a name that is selected by a press. */
  link: styles.linkButton,
  /** A square with an icon. */
  icon: styles.iconButton,
  /** Without a look of its own: a row or a tile that is pressed. */
  bare: styles.bareButton,
};

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  readonly kind?: keyof typeof CLASSES;
}

/**
 * A button in one of the page's styles. While it has the focus it is disabled by `aria-disabled` alone: a browser takes the focus
 * from a button that is disabled, and the next Tab would begin at the top of the page.
 */
export function Button({ kind = 'plain', className = '', disabled = false, ...rest }: ButtonProps) {
  const [hasFocus, setHasFocus] = useState(false);
  const isHeld = disabled && hasFocus;
  return (
    <button
      type="button"
      {...rest}
      className={`${CLASSES[kind]} ${className}`}
      disabled={disabled && !hasFocus}
      aria-disabled={isHeld || rest['aria-disabled']}
      onFocus={(event) => {
        setHasFocus(true);
        rest.onFocus?.(event);
      }}
      onBlur={(event) => {
        setHasFocus(false);
        rest.onBlur?.(event);
      }}
      // A form is not submitted by it either.
      onClick={isHeld ? (event) => event.preventDefault() : rest.onClick}
    />
  );
}
