/** The questions of Find, one page of them at a time. */
export type FindPage = 'labels' | 'match';
export const FIND_PAGES: readonly FindPage[] = ['labels', 'match'];
