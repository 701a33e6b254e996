import { provocationWords } from '../../store/provocations.ts';
import type { SlotId } from '../../store/state.ts';
import { useApp } from '../StoreContext.tsx';

/** Beside a picture's title: that its weights were changed by hand. */
export function ProvokedNote({ id }: { readonly id: SlotId }) {
  const provocation = useApp((state) => state.tracedProvocations[id]);
  return (
    <span role="status" className="picture-note provoked-note">
      {provocation && `${provocationWords(provocation)}: provoked, not trained`}
    </span>
  );
}
