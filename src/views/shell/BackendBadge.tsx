import { useCallback, useRef, useState } from 'react';
import { formatMagnitude } from '../../draw/format.ts';
import { Button } from '../ui/Button.tsx';
import { Popup } from '../ui/Popup.tsx';
import { useApp } from '../StoreContext.tsx';
import { useDismiss } from '../ui/useDismiss.ts';
import { Term } from '../glossary/Term.tsx';
import noteStyles from '../ui/note.module.css';
import styles from './BackendBadge.module.css';

const SHORT_RENDERERS: readonly (readonly [RegExp, string])[] = [
  [/relaxed SIMD/i, ''],
  [/^WebAssembly/, 'SIMD'],
  [/swiftshader/i, 'SwiftShader'],
  [/llvmpipe/i, 'llvmpipe'],
  [/Apple [A-Z]\d+[^,)]*/, ''],
  [/(NVIDIA|GeForce|Quadro|Tesla)[^,/()]*/i, ''],
  [/Radeon[^,/()]*/i, ''],
  [/(Intel[^,/()]*|Iris|UHD Graphics)[^,/()]*/i, ''],
  [/Adreno[^,/()]*/i, ''],
  [/Mali-?[^,/()]*/i, ''],
];

/** The part of a backend's detail that distinguishes machines. The popup shows all of it. */
function shortRenderer(detail: string): string {
  for (const [pattern, name] of SHORT_RENDERERS) {
    const found = pattern.exec(detail);
    if (found) return name || found[0].trim();
  }
  return detail.length > 32 ? `${detail.slice(0, 31)}…` : detail;
}

/** The name of the backend on which the networks train, and of what it runs on. */
function BackendName() {
  const backend = useApp((state) => state.backend);
  if (!backend) return 'backend not started';
  return (
    <>
      <b>{backend.name}</b> on {shortRenderer(backend.detail)}
    </>
  );
}

/** Says which backend trains, and announces another one. */
export function BackendStatus({ className }: { readonly className?: string }) {
  const reason = useApp((state) => state.backendReason);
  return (
    <span role="status" aria-label="Backend" className={className} title={reason}>
      <BackendName />
    </span>
  );
}

/**
 * The backend on which the networks train. A press says why it was chosen.
 *
 * @param isAnnounced whether it is the page's status "Backend"; if not, that stands elsewhere
 */
export function BackendBadge({ isAnnounced = true }: { readonly isAnnounced?: boolean }) {
  const backend = useApp((state) => state.backend);
  const reason = useApp((state) => state.backendReason);
  const [open, setOpen] = useState(false);
  const position = useRef<HTMLDivElement>(null);
  useDismiss(
    open,
    position,
    useCallback(() => setOpen(false), []),
  );
  return (
    <div className={styles.badge} ref={position}>
      {isAnnounced ? (
        <BackendStatus className={styles.backendName} />
      ) : (
        <span className={styles.backendName}>
          <BackendName />
        </span>
      )}
      <Button
        kind="quiet"
        className={styles.why}
        aria-label="Why this backend"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        why
      </Button>
      {open && (
        <Popup className={styles.whyPopup}>
          <p>{reason || 'A backend is chosen when the first text is ready.'}</p>
          {backend && (
            <p className={noteStyles.note}>
              {backend.detail}.{' '}
              {backend.deviation === 0
                ? 'This is the reference itself.'
                : `Before training, one step was compared with the reference: the largest relative deviation of a number is ${formatMagnitude(backend.deviation)}.`}{' '}
              <Term id="backend">Backends</Term>, <Term id="self-test">self-test</Term>
            </p>
          )}
        </Popup>
      )}
    </div>
  );
}
