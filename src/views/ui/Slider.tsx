import type { ComponentPropsWithRef } from 'react';

export interface SliderProps
  extends Omit<ComponentPropsWithRef<'input'>, 'type' | 'min' | 'max' | 'step' | 'value' | 'onChange'> {
  /** Accessible name. */
  readonly label: string;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly value: number;
  readonly onSlide: (value: number) => void;
}

/** A number that is chosen by dragging, or with the arrow keys. */
export function Slider({ label, onSlide, ...rest }: SliderProps) {
  return <input {...rest} type="range" aria-label={label} onChange={(event) => onSlide(Number(event.target.value))} />;
}
