import { useEffect, useState } from 'react';
import { projectStates, type PrincipalComponents, type Projection } from '../../analysis/principalComponents.ts';
import { channelValues, overText } from '../../draw/channelValues.ts';
import type { Channel } from '../../engine/spec.ts';
import type { Trace } from '../../engine/trace.ts';

/** Milliseconds of work between two looks at what else the page has to do. */
const SLICE = 8;

/** A finished projection and what it is of. */
export interface ProjectedTrace {
  readonly trace: Trace;
  readonly model: string;
  /** Null where the states never change. */
  readonly projection: Projection | null;
}

/** Newest directions of each model's layer and state: the picture of the next trace keeps to their signs. */
const known = new Map<string, PrincipalComponents>();

/**
 * The states of one layer in their principal components, worked out in slices. While a newer trace is being worked on, the
 * one before stays; null until the first is there.
 */
export function useProjection(trace: Trace, slot: string, layer: number, channel: Channel): ProjectedTrace | null {
  const model = `${slot} ${layer} ${channel} ${trace.spec.hidden}`;
  const [finished, setFinished] = useState<ProjectedTrace | null>(null);
  useEffect(() => {
    const of = channelValues(trace, channel, layer);
    const work = projectStates(of.values, of.hidden, known.get(model) ?? null);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const slice = (): void => {
      const until = performance.now() + SLICE;
      do {
        const { done, value } = work.next();
        if (!done) continue;
        if (value) known.set(model, value.basis);
        setFinished({ trace, model, projection: value ? { ...value, points: overText(of, value.points, 3) } : null });
        return;
      } while (performance.now() < until);
      timer = setTimeout(slice);
    };
    slice();
    return () => clearTimeout(timer);
  }, [trace, model, layer, channel]);
  return finished?.model === model ? finished : null;
}
