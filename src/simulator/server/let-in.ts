import { leaf } from '../replies/xml.ts';
import type { Account, Accounts } from './accounts.ts';
import type { ApiCall } from './api-call.ts';
import { type ApiAnswer, brainAnswer, refused, xmlAnswer } from './envelope.ts';

/** Either somebody who may, or the answer that says no (or, for keygen, the key). */
export type LetIn =
  | { readonly kind: 'account'; readonly account: Account }
  | { readonly kind: 'answer'; readonly user: string | null; readonly answer: ApiAnswer };

/**
 * Who is calling, and may they? A wrong key and a role without the API are both 403; a command beyond the role is code
 * 16 with HTTP 200.
 */
export function letIn(call: ApiCall, accounts: Accounts): LetIn {
  if (call.type === '') return no(null, refused(400, 'Missing value for parameter "type".'));
  const account = whoCalls(call, accounts);
  if (account === null) return no(null, refused(403, 'Invalid Credential'));
  if (call.type === 'keygen') return no(account.user, newKey(accounts.keyFor(account.user)));
  if (account.role === 'no-api') {
    return no(account.user, refused(403, `Type [${call.type}] not authorized for user role.`));
  }
  if (account.role === 'superreader' && !onlyReads(call)) {
    const refusal = { kind: 'error', status: 'unauth', code: '16', message: 'Unauthorized request' } as const;
    return no(account.user, brainAnswer(refusal));
  }
  return { kind: 'account', account };
}

function no(user: string | null, answer: ApiAnswer): LetIn {
  return { kind: 'answer', user, answer };
}

function whoCalls(call: ApiCall, accounts: Accounts): Account | null {
  if (call.type !== 'keygen' && call.key !== null) return accounts.holder(call.key);
  return call.login === null ? null : accounts.login(call.login.user, call.login.password);
}

function newKey(key: string): ApiAnswer {
  return xmlAnswer(`<response status = 'success'><result>${leaf('key', key)}</result></response>`);
}

function onlyReads({ type, command }: ApiCall): boolean {
  if (type === 'op') return /^\s*<(?:show|test)\s*>/.test(command);
  return type === 'log' || type === 'export' || type === 'version';
}
