/** Version of the page, as in package.json. Saved files name the version that made them. */
export const VERSION = '0.1.0';
