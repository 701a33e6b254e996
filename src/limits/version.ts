/** Of the page, as in package.json: what is saved says which one made it. */
export const VERSION = '0.1.0';
