import type { GrowthScene, VolumeReading } from '../../model/scene.ts';
import type { AnalysisContext, ObserverView } from '../context.ts';
import { type FlowSession, type Volume, volumesOf } from '../flow-sessions.ts';
import { present } from '../observation.ts';
import { attempts, lacksReply, subjectOf } from '../session-condition.ts';

/** The growth of the session in question at every firewall that shows its bytes at two moments or more. */
export function growthScenes({ firewalls }: AnalysisContext): readonly GrowthScene[] {
  return present(firewalls.map(growthAt));
}

/** The session that lacks its reply; when none does, the one that was read most often, which shows most. */
function growthAt(view: ObserverView): GrowthScene | null {
  const subject = subjectOf(view);
  if (subject === null) return null;
  const shown = lacksReply(subject) ? [subject] : attempts(view);
  const scenes = present(shown.map((session) => growthOfOne(view.name, session)));
  return scenes.reduce<GrowthScene | null>(
    (most, scene) => (most === null || scene.readings.length > most.readings.length ? scene : most),
    null,
  );
}

function growthOfOne(observer: string, session: FlowSession): GrowthScene | null {
  const told = [...volumesOf(session)].reverse().flatMap((volume) => {
    const reading = readingOf(volume);
    return reading === null ? [] : [{ reading, source: volume.look.at.source }];
  });
  // The same counts once more may be the same output, pasted again: they are no second reading.
  const readings = new Map<string, (typeof told)[number]>();
  for (const one of told) {
    const counts = `${one.reading.c2s} ${one.reading.s2c}`;
    if (!readings.has(counts)) readings.set(counts, one);
  }
  if (readings.size < 2) return null;
  return {
    kind: 'growth',
    observer,
    session: session.id,
    readings: [...readings.values()].map(({ reading }) => reading),
    sources: [...new Set([...readings.values()].map(({ source }) => source))],
  };
}

function readingOf({ c2s, s2c, look }: Volume): VolumeReading | null {
  if (c2s.bytes === null || s2c.bytes === null) return null;
  return { at: look.evidence.takenAt, c2s: c2s.bytes, s2c: s2c.bytes };
}
