import { basename } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressFolder } from './scripts/compress.mjs';

/** The development server injects inline styles, which the page's content security policy rightly blocks. */
function withoutPolicy(): Plugin {
  return {
    name: 'development-without-content-security-policy',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}

/** Compressed once, by the build, so that the server never has to. */
function compressed(): Plugin {
  return {
    name: 'compressed-copies',
    apply: 'build',
    writeBundle: async ({ dir }) => {
      if (dir) await compressFolder(dir);
    },
  };
}

/** Sites that link to the page need the picture's whole address. SITE_ADDRESS says where the page will be. */
function wholeAddress(): Plugin {
  const site = process.env.SITE_ADDRESS;
  return {
    name: 'whole-address-of-the-social-card',
    apply: 'build',
    transformIndexHtml: (html) =>
      site
        ? html.replace('content="./social-card.png"', `content="${site.replace(/\/*$/, '')}/social-card.png"`)
        : html,
  };
}

/** The service worker with the list of all files of the built page. The page registers it itself (`session/offline.ts`). */
function offline() {
  return VitePWA({
    strategies: 'injectManifest',
    srcDir: 'src/worker/host',
    filename: 'serviceWorker.ts',
    injectRegister: false,
    // It is a file of its own: public/manifest.webmanifest.
    manifest: false,
    injectManifest: {
      globPatterns: ['**/*.{html,js,css,wasm,svg,png,txt,webmanifest,zip}'],
      // Only asked for by sites that link to the page.
      globIgnores: ['social-card.png'],
      // Their names hold their content's hash.
      dontCacheBustURLsMatching: /^assets\//,
      maximumFileSizeToCacheInBytes: 2 ** 23,
    },
  });
}

export default defineConfig({
  // Relative, so that the built page works from any sub-path of a static host.
  base: './',
  plugins: [react(), withoutPolicy(), compressed(), wholeAddress(), offline()],
  optimizeDeps: {
    // Met first inside a worker: found late, they would reload the page under the reader.
    include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgl', 'comlink'],
  },
  // Class names that say, in the page's tree, which file they are of.
  css: { modules: { generateScopedName: (name, file) => `${basename(file, '.module.css')}_${name}` } },
  worker: {
    format: 'es',
    // tfjs carries hundreds of licence comments; its notice stands once in public/NOTICE.txt instead.
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  build: {
    target: 'es2022',
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // In the order of the cascade: before the sheets of the components come the page's own and those of shared parts.
            { name: 'shared', test: /views\/(styles|ui|chart)\/[\w.]+\.css$/ },
          ],
        },
      },
    },
  },
  server: { port: 5173 },
});
