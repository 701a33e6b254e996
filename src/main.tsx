import './views/styles/tokens.css';
import './views/styles/base.css';
import './views/styles/controls.css';
import './views/styles/layout.css';
import './views/styles/band.css';
import './views/styles/timeline.css';
import './views/styles/overlays.css';
import './views/styles/charts.css';
import './views/styles/train.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAppStore } from './store/appStore.ts';
import { BACKEND_CHOICES, type Settings } from './store/settings.ts';
import { App } from './views/App.tsx';
import { StoreProvider } from './views/StoreContext.tsx';
import { applyTheme } from './views/theme.ts';

/** `?backend=wasm` forces a backend. */
function settingsOfAddress(): Partial<Settings> {
  const asked = new URLSearchParams(location.search).get('backend');
  const backend = BACKEND_CHOICES.find((choice) => choice === asked);
  return backend ? { backend } : {};
}

const store = createAppStore(settingsOfAddress());
// Before React paints anything, so that a dark page never flashes light.
applyTheme(store.getState().theme);

const root = document.getElementById('app');
if (!root) throw new Error('index.html has no element with the id app');
createRoot(root).render(
  <StrictMode>
    <StoreProvider store={store}>
      <App />
    </StoreProvider>
  </StrictMode>,
);
