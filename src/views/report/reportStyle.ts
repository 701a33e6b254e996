import { INKS } from '../../draw/inks.ts';
import type { Theme } from '../../draw/ramps.ts';

/** Behind lines of text that are taken as they are. */
const QUOTED: Readonly<Record<Theme, string>> = { light: '#f6f6f4', dark: '#1d2024' };

/** The style of a report, which stands in the file itself. */
export function reportStyle(theme: Theme): string {
  const { paper, ink, ink2, rule, rule2 } = INKS[theme];
  return `
:root {
  color-scheme: ${theme};
}
body {
  margin: 0;
  background: ${paper};
  color: ${ink};
  font:
    15px / 1.5 Helvetica,
    Arial,
    sans-serif;
}
main {
  max-width: 880px;
  margin: 0 auto;
  padding: 32px 24px 64px;
}
h1 {
  margin: 0;
  font-size: 28px;
  line-height: 1.25;
  overflow-wrap: anywhere;
}
h2 {
  margin: 40px 0 12px;
  padding-top: 12px;
  border-top: 1px solid ${rule2};
  font-size: 20px;
}
h3 {
  margin: 28px 0 8px;
  font-size: 16px;
  overflow-wrap: anywhere;
}
p {
  margin: 8px 0;
  overflow-wrap: anywhere;
}
.scrolls {
  overflow-x: auto;
}
table {
  border-collapse: collapse;
  font-size: 14px;
}
th,
td {
  padding: 4px 16px 4px 0;
  border-bottom: 1px solid ${rule};
  text-align: left;
  vertical-align: top;
}
thead th {
  color: ${ink2};
  font-weight: 400;
}
pre {
  padding: 12px;
  background: ${QUOTED[theme]};
  font-size: 13px;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
figure {
  margin: 0 0 24px;
}
/* On a narrow screen a picture scrolls sideways: smaller it could not be read. */
figure img,
figure svg {
  max-width: max(100%, 720px);
  height: auto;
}
figcaption {
  margin-top: 6px;
  color: ${ink2};
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
@media print {
  body {
    print-color-adjust: exact;
  }
  section {
    break-inside: auto;
  }
  figure,
  tr {
    break-inside: avoid;
  }
  figure img,
  figure svg {
    max-width: 100%;
  }
  main {
    padding: 0;
  }
}
`;
}
