import { type ComponentPropsWithRef, useState } from 'react';
import buttonsStyles from './buttons.module.css';

export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  /** plain: with a border. primary: the main action. quiet: without a border. */
  readonly kind?: 'plain' | 'primary' | 'quiet';
}

const CLASSES: Readonly<Record<NonNullable<ButtonProps['kind']>, string>> = {
  plain: buttonsStyles.button,
  primary: `${buttonsStyles.button} ${buttonsStyles.primary}`,
  quiet: buttonsStyles.quiet,
};

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
