import { Suspense, useEffect, useState } from 'react';
import { chunk } from '../shell/chunks.ts';
import { useUi } from '../StoreContext.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { whenIdle } from '../ui/whenIdle.ts';

const loadCard = async () => await import('./TermCard.tsx');
const PAGE = chunk('Glossary', async () => (await import('./GlossaryPage.tsx')).GlossaryPage);
const CARD = chunk('Glossary', async () => (await loadCard()).TermCard);

/** The glossary's dialog, and the card of a term. Their code, with all definitions, is fetched when the page has nothing else to do. */
export function Glossary() {
  const [asked, setAsked] = useUi('glossary');
  const [isLoaded, setLoaded] = useState(false);
  useEffect(
    () =>
      // A failure is said by the dialog when somebody asks for it.
      whenIdle(() => {
        void loadCard().then(
          () => setLoaded(true),
          () => undefined,
        );
      }),
    [],
  );
  return (
    <>
      <Dialog title="Glossary" isPrinted open={asked !== null} onClose={() => setAsked(null)}>
        <ErrorBoundary>
          <Suspense fallback={null}>
            <PAGE.Content />
          </Suspense>
        </ErrorBoundary>
      </Dialog>
      {isLoaded ? (
        <Suspense fallback={null}>
          <CARD.Content />
        </Suspense>
      ) : null}
    </>
  );
}
