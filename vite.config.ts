import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** The development server injects inline styles, which the page's content security policy rightly blocks. */
function withoutPolicy(): Plugin {
  return {
    name: 'development-without-content-security-policy',
    apply: 'serve',
    transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
  };
}

export default defineConfig({
  // Relative, so that the built page works from any sub-path of a static host.
  base: './',
  plugins: [react(), withoutPolicy()],
  optimizeDeps: {
    // Met first inside a worker: found late, they would reload the page under the reader.
    include: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-backend-webgl', 'comlink'],
  },
  worker: {
    format: 'es',
    // tfjs carries hundreds of licence comments; its notice stands once in public/NOTICE.txt instead.
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  build: { target: 'es2022' },
  server: { port: 5173 },
});
