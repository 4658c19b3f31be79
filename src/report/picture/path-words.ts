import type { Course, PathScene, Station } from '../../model/scene.ts';
import { shortName } from './escape.ts';
import { isNamed, linksKnown, shownBy } from './path-known.ts';

/** In a title: so many names, and so many characters of them when there is more than one. */
const NAMES_SHOWN = 2;
const MOST_OF_NAMES = 26;

/** What the two ways say together, as a title. It claims no more than the findings that the scene carries. */
export function pathTitle(scene: PathScene): string {
  const { forward, back, part, partAt, unanswered } = scene;
  const [there, home] = [namesOn(forward), namesOn(back)];
  const both = there.filter((name) => home.includes(name));
  const only = {
    there: there.filter((name) => !both.includes(name)),
    home: home.filter((name) => !both.includes(name)),
  };
  const skipped = unanswered.filter((name) => only.there.includes(name));
  const passed = list(skipped.length > 0 ? skipped : only.there);
  for (const { course, word } of [
    { course: forward, word: 'Requests' },
    { course: back, word: 'Replies' },
  ]) {
    const last = course.stations.at(-1)?.name ?? '';
    if (course.end === 'lost') return `${word} end at ${shortName(last)}`;
    if (course.end === 'circles') return `${word} go round between ${list(roundOf(course))}`;
  }
  if (part === 'seen') {
    if (only.there.length > 0 && only.home.length > 0)
      return `Requests pass ${passed}; replies come back by ${list(only.home)}`;
    if (only.there.length > 0)
      return home.length > 0 || back.end === 'arrives' ? `Replies do not pass ${passed}` : unansweredTitle(passed);
    if (only.home.length > 0) return `Replies pass ${list(only.home)}, requests do not`;
    if (partAt !== null) return `${shortName(partAt)} sends replies out by another interface`;
  }
  if (unanswered.length > 0) return unansweredTitle(list(unanswered));
  if (part === 'not-seen') return 'Requests and replies pass the same devices';
  if (only.there.length > 0 && only.home.length > 0)
    return `Requests were seen at ${passed}, replies at ${list(only.home)}`;
  if (both.length > 0) return `Requests and replies pass ${list(both)}`;
  return there.length > 0
    ? `Requests pass ${list(there)}; the way back is not shown`
    : `Replies pass ${list(home)}; the way there is not shown`;
}

/** The devices of a circle: from the first time that its last one is met. */
function roundOf({ stations }: Course): readonly string[] {
  const names = stations.map(({ name }) => name);
  return [...new Set(names.slice(names.indexOf(names.at(-1) ?? '')))];
}

function unansweredTitle(names: string): string {
  return `Requests pass ${names}; no reply was seen there`;
}

/** Both ways in sentences: every station that is drawn, in the order in which packets pass it. */
export function pathTwin(
  scene: PathScene,
  ways: { readonly forward: readonly Station[]; readonly back: readonly Station[] },
): readonly string[] {
  const { forward, back, part, partAt } = scene;
  return [
    wayText('Request', 'forward', ways.forward, scene),
    wayText('Reply', 'back', ways.back, scene),
    ...(part === 'seen' && partAt !== null ? [`The ways part at ${shortName(partAt)}.`] : []),
    ...(part === 'could-not-tell' ? ['Whether both take the same way is not shown.'] : []),
    ...[forward, back].flatMap((course, index) => othersText(course, index === 0 ? 'request' : 'reply')),
  ];
}

/** One direction; that its end is not known to be reached is said, as it is drawn. */
function wayText(word: string, side: 'forward' | 'back', stations: readonly Station[], scene: PathScene): string {
  const course = scene[side];
  if (!stations.some(isNamed)) return `${word}: nothing of its way is shown.`;
  const isOpen = linksKnown(stations, side, scene) < stations.length - 1;
  const told = `${word}, ${shownBy(course)}: ${courseText(stations, course, scene)}.`;
  return isOpen ? `${told} Whether it gets there is not shown.` : told;
}

function courseText(stations: readonly Station[], { end }: Course, scene: PathScene): string {
  const told = stations.map((station) => stationText(station, scene)).join(' → ');
  if (end === 'lost') return `${told} → dropped there`;
  return end === 'circles' ? `${told} again, in a circle` : told;
}

function stationText(station: Station, { unanswered }: PathScene): string {
  const note = noteOf(station);
  if (station.kind === 'gap') return note ?? 'devices that are not shown';
  const marks = [note, unanswered.includes(station.name) ? 'no reply seen here' : null].filter((one) => one !== null);
  return marks.length === 0 ? shortName(station.name) : `${shortName(station.name)} (${marks.join('; ')})`;
}

/** The note of a station as it is drawn and said. */
export function noteOf({ note }: Station): string | null {
  return note === null ? null : shortName(note);
}

function othersText({ others }: Course, word: string): readonly string[] {
  if (others === 0) return [];
  return [
    `The ${word} has ${others} more ${others === 1 ? 'way' : 'ways'} that ${others === 1 ? 'is' : 'are'} equal and not drawn.`,
  ];
}

function namesOn({ stations }: Course): readonly string[] {
  return stations.filter(isNamed).map(({ name }) => name);
}

function list(names: readonly string[]): string {
  const first = names.slice(0, NAMES_SHOWN).map(shortName);
  const shown = first.join('').length > MOST_OF_NAMES ? first.slice(0, 1) : first;
  const more = names.length > shown.length ? [`${names.length - shown.length} more`] : [];
  const all = [...shown, ...more];
  return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
