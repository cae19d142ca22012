/** The look of the buttons at the grid. */
export const gridButton =
  'min-h-9 rounded-md border border-brand bg-paper px-3 text-sm text-brand focus-visible:outline-3 focus-visible:outline-offset-2 focus-visible:outline-brand';
