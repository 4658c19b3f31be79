import type { WarRoomControl } from '../control.ts';
import { Refusal } from '../errors.ts';
import { keepFile } from '../files.ts';
import { isImage } from '../images.ts';
import { actingPerson } from '../interact/payload.ts';
import { BODY_BYTES, FILE_BYTES } from '../limits.ts';
import type { SlackFile } from '../model.ts';
import type { ActAnswer, PageEvent } from '../page-state.ts';
import type { Room } from '../room.ts';
import { BadRequest, contentType, type Exchange, PLAIN_HEADERS, readBody, sendJson, sendText } from './http.ts';
import { needSameOrigin } from './origin.ts';
import { act, actionSchema } from './page-actions.ts';
import type { PageFeed } from './page-feed.ts';

/** How often an idle stream says something, so that proxies between keep it open. */
const KEEP_ALIVE_MS = 15_000;

/** `GET /page/feed?as=U…`: server-sent events, each one PageEvent as JSON. */
export function answerFeed(feed: PageFeed, { request, response, url }: Exchange): void {
  needSameOrigin(request);
  const user = url.searchParams.get('as') ?? '';
  if (!feed.accepts(user)) throw new BadRequest(409, 'There is no such person, or too many pages are open.');
  response.writeHead(200, { ...PLAIN_HEADERS, 'content-type': 'text/event-stream', 'x-accel-buffering': 'no' });
  const send = (event: PageEvent) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  const alive = setInterval(() => response.write(': still here\n\n'), KEEP_ALIVE_MS);
  const stop = feed.follow(user, send, () => response.end());
  response.on('close', () => {
    clearInterval(alive);
    stop();
  });
}

/** `POST /page/act`: one thing a person does. A Refusal becomes `{ok:false, refusal}` in words for that person. */
export async function answerAct(control: WarRoomControl, { request, response }: Exchange): Promise<void> {
  needSameOrigin(request);
  if (request.method !== 'POST' || !contentType(request).startsWith('application/json')) {
    throw new BadRequest(415, 'Actions are posted as JSON.');
  }
  const read = actionSchema.safeParse(parse((await readBody(request, BODY_BYTES)).toString('utf8')));
  if (!read.success) throw new BadRequest(400, 'That is not an action of the page.');
  sendJson(response, 200, await refusalAsAnswer(() => act(control, read.data)));
}

/** `POST /page/upload?as=U…&name=…`: raw bytes of one file. Answers with its id, to be sent with a message. */
export async function answerPageUpload(room: Room, { request, response, url }: Exchange): Promise<void> {
  needSameOrigin(request);
  const name = (url.searchParams.get('name') ?? '').replaceAll(/[\p{Cc}/\\]/gu, '_').slice(0, 200);
  if (request.method !== 'POST' || name === '') throw new BadRequest(400, 'A file needs a name and a body.');
  const body = await readBody(request, FILE_BYTES);
  const answer = await refusalAsAnswer(async () => {
    const user = actingPerson(room, url.searchParams.get('as') ?? '').id;
    return { id: keepFile(room, { name, bytes: new Uint8Array(body), user }).id };
  });
  sendJson(response, 200, answer);
}

/** `GET /page/file/F…`: the content of a file for the person at the page, always as a download. */
export function answerPageFile(room: Room, { request, response }: Exchange, id: string): void {
  needSameOrigin(request);
  const file = room.workspace.files.get(id);
  if (!file) {
    sendText(response, 404, 'That file is gone.');
    return;
  }
  response.writeHead(200, {
    ...PLAIN_HEADERS,
    'content-type': pageType(file),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  });
  response.end(file.bytes);
}

/** Only what begins as an image of its kind does is served as one. */
function pageType(file: SlackFile): string {
  if (isImage(file)) return file.mimetype;
  return file.mode === 'snippet' ? 'text/plain; charset=utf-8' : 'application/octet-stream';
}

async function refusalAsAnswer(work: () => Promise<object>): Promise<ActAnswer> {
  try {
    return { ok: true, result: { ...(await work()) } };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, refusal: error.message };
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new BadRequest(400, 'That is not JSON.');
  }
}
