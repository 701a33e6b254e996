import type { ComponentPropsWithoutRef, ReactNode } from 'react';

export interface CheckboxProps extends Omit<ComponentPropsWithoutRef<'input'>, 'type' | 'checked' | 'onChange'> {
  readonly isChecked: boolean;
  readonly onCheck: (isChecked: boolean) => void;
  /** The name behind the box. */
  readonly children: ReactNode;
}

/** A choice of yes or no. `className` and `title` are those of box and name together. */
export function Checkbox({ isChecked, onCheck, children, className, title, ...rest }: CheckboxProps) {
  return (
    <label className={className} title={title}>
      <input {...rest} type="checkbox" checked={isChecked} onChange={(event) => onCheck(event.target.checked)} />
      {children}
    </label>
  );
}
