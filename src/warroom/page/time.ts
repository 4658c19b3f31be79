/** The moment of a message timestamp, which is seconds since 1970 with six decimals. */
export function momentOf(ts: string): Date {
  return new Date(Number(ts) * 1000);
}

export function clockTime(ts: string): string {
  return momentOf(ts).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

export function dayOf(ts: string): string {
  return momentOf(ts).toLocaleDateString('en-GB', { weekday: 'long', day: 'numeric', month: 'long' });
}
