import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COMMANDS, EVENTS, METHODS, SCOPES, SHORTCUTS } from '../src/slack/declared.ts';
import { EVENTS_PATH } from '../src/slack/receiver/http-receiver.ts';
import { parseManifest } from '../src/warroom/manifest.ts';

const ROOT = new URL('../', import.meta.url);
const text = readFileSync(new URL('manifest.yml', ROOT), 'utf8');
const manifest = parseManifest(text);

/** Calls of the Web API in the sources of the room: `client.chat.postMessage(` and the like. */
function callsIn(source: string): readonly string[] {
  return [...source.matchAll(/\bclient\.((?:[a-z]\w*\.)+[a-z]\w*)\(/gi)].flatMap((match) => match[1] ?? []);
}

function sources(): readonly string[] {
  const folder = new URL('src/slack/', ROOT);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  return files.map((path) => readFileSync(new URL(path, folder), 'utf8'));
}

describe('manifest.yml', () => {
  it('asks for the scopes that the declared events, commands and methods need, and for no other', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(SCOPES);
  });

  it('subscribes to the declared events, and to no other', () => {
    expect(manifest.settings.event_subscriptions.bot_events.toSorted()).toEqual(Object.keys(EVENTS).toSorted());
  });

  it('has the declared commands, and no other', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual(COMMANDS);
  });

  it('has the declared shortcuts, and no other', () => {
    const found = manifest.features.shortcuts.map(({ callback_id: callbackId, type }) => ({ callbackId, type }));

    expect(found).toEqual(SHORTCUTS);
  });

  it('lets people press buttons and write to the bot directly, and needs no public address', () => {
    const home = z.object({ features: z.object({ app_home: z.record(z.string(), z.boolean()) }) }).parse(parse(text));

    expect(manifest.settings.interactivity.is_enabled).toBe(true);
    expect(manifest.settings.socket_mode_enabled).toBe(true);
    expect(home.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
  });

  it('names the path that the HTTP receiver listens on', () => {
    expect(text).toContain(EVENTS_PATH);
  });
});

describe('the declared methods', () => {
  it('are the ones that the code calls, no more and no fewer', () => {
    const called = new Set(sources().flatMap(callsIn));

    expect([...called].toSorted()).toEqual(Object.keys(METHODS).toSorted());
  });

  it('are called in one file, and the token is tried in another', () => {
    const callers = sources().filter((source) => callsIn(source).length > 0);

    expect(callers).toHaveLength(2);
  });
});
