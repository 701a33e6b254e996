/** The style of a report. It stands in the file itself, on white paper whatever the page looks like. */
export const REPORT_STYLE = `
body {
  margin: 0;
  background: #fff;
  color: #1c1b19;
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
  border-top: 1px solid #c9c6bf;
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
  border-bottom: 1px solid #e4e2dd;
  text-align: left;
  vertical-align: top;
  overflow-wrap: anywhere;
}
thead th {
  color: #55524c;
  font-weight: 400;
}
pre {
  padding: 12px;
  background: #f6f6f4;
  font-size: 13px;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
figure {
  margin: 0 0 24px;
}
figure img,
figure svg {
  max-width: 100%;
  height: auto;
}
figcaption {
  margin-top: 6px;
  color: #55524c;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}
@media print {
  section {
    break-inside: auto;
  }
  figure,
  tr {
    break-inside: avoid;
  }
  main {
    padding: 0;
  }
}
`;
