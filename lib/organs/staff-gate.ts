import 'server-only';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { actionBuilder, faultRefusal } from '@/lib/platform/action';
import { ok, type Refusal, type Result, refuse } from '@/lib/platform/result';
import { isSameOrigin } from '@/lib/platform/same-origin';
import { readClientAddress, readSessionId } from '@/lib/platform/session-token';
import { touchSession } from './commands/sign-in';
import { findActor } from './queries';
import type { Actor } from './types';

/** A signed-in person and the account behind the session. */
export type SignedIn = {
  readonly actor: Actor;
  readonly accountId: string;
  readonly sessionId: string;
  readonly login: string;
  readonly mustChangePassword: boolean;
};

/** Who is signed in, once per request; null where the session is missing, ended, or the person has left. */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const sessionId = await readSessionId();
  const session = sessionId === null ? null : await touchSession(sessionId);
  if (sessionId === null || session === null) return null;
  const actor = await findActor(
    session.personId,
    await readClientAddress(),
    undefined,
    session.reauthenticatedAt,
  );
  return (
    actor && {
      actor,
      sessionId,
      accountId: session.accountId,
      login: session.login,
      mustChangePassword: session.mustChangePassword,
    }
  );
});

/**
 * The signed-in person of an office page; without one the browser is sent to sign in and comes back here. Before the
 * first password change only the account page is shown.
 */
export async function getPageSignedIn(): Promise<SignedIn> {
  const signedIn = await findSignedIn();
  const path = (await headers()).get('x-path') ?? '/office';
  if (signedIn === null) redirect(`/office/sign-in?from=${encodeURIComponent(path)}`);
  if (signedIn.mustChangePassword && !path.startsWith('/office/account')) redirect('/office/account');
  return signedIn;
}

/** The signed-in person, or a refusal that tells how to go on without losing what was typed. */
export async function requireSignedIn(): Promise<Result<SignedIn>> {
  const signedIn = await findSignedIn();
  if (signedIn !== null) return ok(signedIn);
  return refuse({
    code: 'signed_out',
    message: '登录已失效。请在新窗口重新登录，再回到这里继续；您填写的内容不会丢失。',
  });
}

/** The actor of a request, or a refusal: not signed in, or the first password not yet changed. */
export async function requireActor(): Promise<Result<Actor>> {
  const signedIn = await requireSignedIn();
  if (!signedIn.ok) return signedIn;
  if (signedIn.value.mustChangePassword) {
    return refuse({ code: 'must_change_password', message: '首次登录请先修改密码，再办理业务。' });
  }
  return ok(signedIn.value.actor);
}

/** Builds a server action for staff: the gate is a live session of a person in office. */
export const staffAction = actionBuilder(requireActor);
/** Builds a server action about one's own account, allowed before the first password change too. */
export const accountAction = actionBuilder(requireSignedIn);

/** Room for the other fields of the form and its boundaries, bytes. */
const FORM_OVERHEAD = 64 * 1024;

/** A file that came whole, with the form it came in. */
export type ReceivedFile = {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly form: FormData;
};

/** What a door for files lets in, and how it refuses. */
export type FileDoor = {
  /** Name of the command, for the log of faults. */
  readonly command: string;
  readonly maxBytes: number;
  readonly crossOrigin: string;
  readonly tooLarge: Refusal;
  /** Whether the address names something a file can be for. */
  readonly isAddress: boolean;
};

function answer(status: number, body: unknown): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'private, no-store' } });
}

function refused(status: number, ...refusals: Refusal[]): Response {
  return answer(status, refuse(...refusals));
}

/**
 * Takes a file from staff and hands it to a command: the gate of a route handler, as `staffAction` is that of an action.
 * Session, origin and size are asked before the body is read.
 */
export async function receiveFile(
  request: Request,
  door: FileDoor,
  handle: (actor: Actor, file: ReceivedFile) => Promise<Result<unknown>>,
): Promise<Response> {
  if (!isSameOrigin(request.headers)) {
    return refused(403, { code: 'cross_origin', message: door.crossOrigin });
  }
  try {
    const actor = await requireActor();
    if (!actor.ok) return answer(401, actor);
    const length = Number(request.headers.get('content-length') ?? Number.NaN);
    if (!Number.isSafeInteger(length))
      return refused(411, { code: 'length_required', message: '没有收到文件大小，请重新选择文件。' });
    if (length > door.maxBytes + FORM_OVERHEAD) return refused(413, door.tooLarge);
    const form = await request.formData().catch(() => null);
    const file = form?.get('file');
    if (!door.isAddress || form === null || !(file instanceof File)) {
      return refused(400, { code: 'invalid_input', message: '文件没有传完整，请重新选择文件。' });
    }
    const bytes = new Uint8Array(await file.arrayBuffer());
    const result = await handle(actor.value, { name: file.name, bytes, form });
    return answer(result.ok ? 200 : 422, result);
  } catch (error) {
    return refused(500, faultRefusal(door.command, error));
  }
}
