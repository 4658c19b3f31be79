import type { CaptureStage } from '../../model/panos-command.ts';
import { holds } from './address.ts';
import { frameBytes, type Packet } from './packet.ts';
import type { CapturedFrame } from './pcap.ts';

export interface DiagFilter {
  readonly source: string;
  readonly destination: string;
}

export interface StageSettings {
  readonly stage: CaptureStage;
  readonly file: string;
  /** Zero is no limit. */
  readonly packets: number;
  readonly bytes: number;
}

/** PAN-OS takes four. */
const MOST_FILTERS = 4;
/** Without limits of its own a stage stops here. */
const MOST_FRAMES = 20_000;

/** The packet filter and the filter captures of one firewall (`debug dataplane packet-diag`). */
export class PacketDiag {
  filters: readonly DiagFilter[] = [];
  stages: readonly StageSettings[] = [];
  filterOn = false;
  captureOn = false;
  private readonly files = new Map<string, CapturedFrame[]>();

  /** False when there are four filters already. */
  addFilter(filter: DiagFilter): boolean {
    if (this.filters.length >= MOST_FILTERS) return false;
    this.filters = [...this.filters, filter];
    return true;
  }

  setStage(settings: StageSettings): void {
    this.stages = [...this.stages.filter(({ stage }) => stage !== settings.stage), settings];
  }

  /** A capture starts with empty files. */
  switchCapture(on: boolean): void {
    if (on && !this.captureOn) for (const { file } of this.stages) this.files.set(file, []);
    this.captureOn = on;
  }

  /** `clear all`: settings go, files stay. */
  clear(): void {
    this.filters = [];
    this.stages = [];
    this.filterOn = false;
    this.captureOn = false;
  }

  takes(packet: Packet): boolean {
    return (
      this.filterOn &&
      this.filters.some(
        ({ source, destination }) => holds(source, packet.source) && holds(destination, packet.destination),
      )
    );
  }

  record(stage: CaptureStage, frame: CapturedFrame): void {
    if (!this.captureOn) return;
    for (const settings of this.stages.filter((one) => one.stage === stage)) {
      const frames = this.files.get(settings.file) ?? [];
      if (!isFull(settings, frames)) this.files.set(settings.file, [...frames, frame]);
    }
  }

  fileNames(): readonly string[] {
    return [...this.files].filter(([, frames]) => frames.length > 0).map(([name]) => name);
  }

  frames(file: string): readonly CapturedFrame[] | null {
    return this.files.get(file) ?? null;
  }

  deleteFile(file: string): boolean {
    return this.files.delete(file);
  }
}

function isFull({ packets, bytes }: StageSettings, frames: readonly CapturedFrame[]): boolean {
  if (frames.length >= (packets === 0 ? MOST_FRAMES : packets)) return true;
  return bytes > 0 && frames.reduce((sum, { packet }) => sum + frameBytes(packet), 0) >= bytes;
}
