import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  // Relative, so that the built page works from any sub-path of a static host.
  base: './',
  plugins: [react()],
  worker: {
    format: 'es',
    // tfjs carries hundreds of licence comments; its notice stands once in public/NOTICE.txt instead.
    rolldownOptions: { output: { comments: { legal: false } } },
  },
  build: { target: 'es2022' },
  server: { port: 5173 },
  preview: { port: 4173, strictPort: true },
});
