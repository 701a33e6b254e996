import { useCallback, useRef, useState } from 'react';
import { formatMagnitude } from '../../draw/format.ts';
import { useApp } from '../StoreContext.tsx';
import { useDismiss } from './useDismiss.ts';

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

/** The part of a backend's detail that tells one machine from another; all of it stands in the popup. */
export function shortRenderer(detail: string): string {
  for (const [pattern, name] of SHORT_RENDERERS) {
    const found = pattern.exec(detail);
    if (found) return name || found[0].trim();
  }
  return detail.length > 32 ? `${detail.slice(0, 31)}…` : detail;
}

/** What the networks train on, and why. */
export function BackendBadge() {
  const backend = useApp((state) => state.backend);
  const reason = useApp((state) => state.backendReason);
  const [open, setOpen] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useDismiss(
    open,
    place,
    useCallback(() => setOpen(false), []),
  );
  return (
    <div className="badge" ref={place}>
      <span role="status" aria-label="Backend" title={reason}>
        {backend ? (
          <>
            <b>{backend.name}</b> on {shortRenderer(backend.detail)}
          </>
        ) : (
          'backend not started'
        )}
      </span>
      <button
        type="button"
        className="quiet why"
        aria-label="Why this backend"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        why
      </button>
      {open && (
        <div className="popup why-popup">
          <p>{reason || 'A backend is chosen when the first text is ready.'}</p>
          {backend && (
            <p className="note">
              {backend.detail}.{' '}
              {backend.deviation === 0
                ? 'This is the reference itself.'
                : `Before training it proved one step against the reference: largest relative deviation of any number ${formatMagnitude(backend.deviation)}.`}
            </p>
          )}
        </div>
      )}
    </div>
  );
}
