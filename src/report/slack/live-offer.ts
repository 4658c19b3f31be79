import type { Button } from '@slack/types';
import { caseButton } from './buttons.ts';
import type { CaseView } from './case-view.ts';

/**
 * What of live firewalls a case's card offers: to ask them, and after a fix to watch the flow. Nothing while none can be
 * asked, or while nobody knows which conversation is meant. Who may press is decided at the press.
 */
export function liveButtons({ case: about, triage, live }: CaseView): readonly Button[] {
  if (live !== true || (about.flow ?? triage?.flow ?? null) === null) return [];
  const look = triage === null ? ({ style: 'primary' } as const) : {};
  const ask = caseButton('Ask the firewalls', 'case.live', about, look);
  return about.fixedAt === null ? [ask] : [ask, caseButton('Watch the flow', 'case.watch', about)];
}
