import { Refusal } from './errors.ts';

/** Something to try on the lab: a change to its network, bad or good. */
export interface Breakage {
  /** Letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  /** What it does, in a sentence. */
  readonly says: string;
}

export interface LabDevice {
  readonly name: string;
  /** Its present state in a few words. */
  readonly says: string;
}

/** Devices that stand beside the workspace, to be broken and mended from its page. */
export interface Lab {
  readonly title: string;
  readonly breakages: readonly Breakage[];
  /** The present state of the whole in a sentence. */
  says(): string;
  devices(): readonly LabDevice[];
  /** Plays one breakage and says in a sentence what has happened. A rejection is a bug of the lab. */
  play(id: string): Promise<string>;
  /** Calls when something has changed by itself; returns how to stop. */
  onChange?(listener: () => void): () => void;
}

/** The lab as it stands, for the page. */
export interface LabView {
  readonly title: string;
  readonly says: string;
  readonly devices: readonly LabDevice[];
  readonly breakages: readonly Breakage[];
  /** The id of the breakage that is being played. */
  readonly playing: string | null;
  /** What the last one did. */
  readonly happened: string | null;
}

/** Plays one breakage at a time, whoever asks, and tells when anything is different. */
export interface LabDesk {
  view(): LabView;
  /** Throws Refusal for a breakage that is not there, and while one is being played. */
  play(id: string): Promise<string>;
  close(): void;
}

export function createLabDesk(lab: Lab, changed: () => void): LabDesk {
  const { title, breakages } = lab;
  let playing: string | null = null;
  let happened: string | null = null;
  const stop = lab.onChange?.(changed);
  return {
    view: () => ({ title, says: lab.says(), devices: lab.devices(), breakages, playing, happened }),
    async play(id) {
      if (!breakages.some((one) => one.id === id)) throw new Refusal(`The lab has nothing called ${id} to try.`);
      if (playing !== null) throw new Refusal('The lab is still busy with the change before this one.');
      playing = id;
      changed();
      try {
        happened = await lab.play(id);
        return happened;
      } finally {
        playing = null;
        changed();
      }
    },
    close: () => stop?.(),
  };
}
