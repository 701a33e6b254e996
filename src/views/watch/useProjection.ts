import { useEffect, useState } from 'react';
import { projectStates, type PrincipalComponents, type Projection } from '../../analysis/principalComponents.ts';
import { channelValues, overText } from '../../draw/channelValues.ts';
import type { Channel } from '../../engine/cells/channels.ts';
import type { Trace } from '../../engine/trace.ts';

/** Milliseconds of work before the page gets time for other things. */
const SLICE = 8;

/** A finished projection with its trace. */
export interface ProjectedTrace {
  readonly trace: Trace;
  readonly key: string;
  /** Null if the states never change. */
  readonly projection: Projection | null;
}

/** The newest components of each model, layer and state. The components of the next trace get the same signs. */
const known = new Map<string, PrincipalComponents>();

/**
 * The states of one layer, projected on their principal components. The computation runs in short slices. Until it has
 * finished, the projection of the trace before is returned; null at first.
 */
export function useProjection(trace: Trace, model: string, layer: number, channel: Channel): ProjectedTrace | null {
  const key = `${model} ${layer} ${channel} ${trace.spec.hidden}`;
  const [finished, setFinished] = useState<ProjectedTrace | null>(null);
  useEffect(() => {
    const of = channelValues(trace, channel, layer);
    const work = projectStates(of.values, of.hidden, known.get(key) ?? null);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const slice = (): void => {
      const until = performance.now() + SLICE;
      do {
        const { done, value } = work.next();
        if (!done) continue;
        if (value) known.set(key, value.basis);
        setFinished({ trace, key, projection: value ? { ...value, points: overText(of, value.points, 3) } : null });
        return;
      } while (performance.now() < until);
      timer = setTimeout(slice);
    };
    slice();
    return () => clearTimeout(timer);
  }, [trace, key, layer, channel]);
  return finished?.key === key ? finished : null;
}
