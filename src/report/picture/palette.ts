/**
 * Colours that stay apart for colour-blind eyes (Okabe and Ito's set, darkened for text), each at least 4.5:1 on the
 * paper. Colour never speaks alone: directions differ in their line as well, and every mark has a shape and a word.
 */
export const PALETTE = {
  paper: '#ffffff',
  edge: '#c9d1d9',
  ink: '#14202b',
  quiet: '#4d5965',
  tint: '#f2f5f8',
  request: '#005f9e',
  requestTint: '#e3f1fb',
  reply: '#a83f00',
  replyTint: '#fdeee2',
  warning: '#9b1c1c',
} as const;

/** Dashes of a line; empty for a solid one. */
export const DASHES = { request: '', reply: '8 5', unknown: '3 4' } as const;
