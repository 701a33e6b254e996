import type { ComponentPropsWithRef } from 'react';
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

/** A button in one of the page's styles. */
export function Button({ kind = 'plain', className = '', ...rest }: ButtonProps) {
  return <button type="button" {...rest} className={`${CLASSES[kind]} ${className}`} />;
}
