import './views/styles/tokens.css';
import './views/styles/base.css';
import './views/styles/frame.css';
import './views/styles/lesson.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppStore } from './session/appStore.ts';
import { followAddress, isReload } from './session/addressBar.ts';
import { keepOffline } from './session/offline.ts';
import { readLink } from './state/address.ts';
import { FIRST_VISIT } from './state/firstVisit.ts';
import type { ReadLink } from './state/link.ts';
import type { Settings } from './state/settings.ts';
import { SETTINGS } from './state/settingsTable.ts';
import { App } from './views/App.tsx';
import { addCellColours } from './views/cellColours.ts';
import { installGlyphTest } from './views/chart/glyphs.ts';
import { StoreProvider } from './views/StoreContext.tsx';
import { followFrame } from './views/followFrame.ts';
import { followTheme } from './views/theme.ts';

/** `?backend=wasm` forces a backend. */
function settingsOfAddress(): Partial<Settings> {
  const asked = new URLSearchParams(location.search).get('backend');
  const backend = SETTINGS.backend.codec.values.find((choice) => choice === asked);
  return backend ? { backend } : {};
}

/** What the address names, with the settings that it forces. */
function linkOfAddress(): ReadLink | null {
  const hash = location.hash.slice(1);
  if (hash === '') return null;
  const read = readLink(hash);
  const { settings } = read.link;
  const forced = settings.backend === 'auto' ? settingsOfAddress() : {};
  return { ...read, link: { ...read.link, settings: { ...settings, ...forced } } };
}

const link = linkOfAddress();
// A picture in the frame of another page is no experiment of the reader's.
const isStored = !link || link.link.frame.embed === null;
const store = createAppStore(settingsOfAddress(), { isStored, link, isReload: isReload(), first: FIRST_VISIT });
followAddress(store);
addCellColours();
installGlyphTest();
followTheme(store);
followFrame(store);

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with the id app');
createRoot(root).render(
  <StrictMode>
    <StoreProvider store={store}>
      <App />
    </StoreProvider>
  </StrictMode>,
);
// The development server has no service worker.
if (import.meta.env.PROD) void keepOffline(store);
