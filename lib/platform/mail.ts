import 'server-only';
import { createTransport, type Transporter } from 'nodemailer';
import { environment } from './env';

/** A plain message to one address. `id` stays the same on every try, so that a mail server can tell a repetition. */
export type Mail = {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
};

/**
 * What became of a try: `refused` = this message will never be taken (the address is refused, say); `unreachable` = no
 * message would have been taken just now (no connection, no sign-in); `postponed` = this one not yet.
 */
export type MailOutcome =
  | { readonly outcome: 'sent' }
  | { readonly outcome: 'refused' | 'unreachable' | 'postponed'; readonly error: string };

/** Longest a step of the talk with the mail server may take, milliseconds. */
const PATIENCE_MS = 15_000;

let transport: { url: string; transporter: Transporter } | null = null;

/** The connection to the mail server; null where none is configured. */
function transporterOf(): Transporter | null {
  const { SMTP_URL, SMTP_FROM } = environment();
  if (SMTP_URL === undefined || SMTP_FROM === undefined) return null;
  if (transport?.url !== SMTP_URL) {
    closeMail();
    const transporter = createTransport(
      {
        url: SMTP_URL,
        connectionTimeout: PATIENCE_MS,
        greetingTimeout: PATIENCE_MS,
        socketTimeout: PATIENCE_MS,
        disableFileAccess: true,
        disableUrlAccess: true,
      },
      { from: SMTP_FROM },
    );
    transport = { url: SMTP_URL, transporter };
  }
  return transport?.transporter ?? null;
}

/** Whether this process can send mail: the worker, where server and sender are configured. */
export function canSendMail(): boolean {
  return transporterOf() !== null;
}

/** Tries to hand one message to the mail server. Throws where none is configured. */
export async function sendMail(mail: Mail): Promise<MailOutcome> {
  const transporter = transporterOf();
  if (transporter === null) throw new Error('no mail server is configured');
  try {
    await transporter.sendMail({
      messageId: mail.id,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      // Answering machines keep quiet.
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    return { outcome: 'sent' };
  } catch (error) {
    return outcomeOf(error);
  }
}

/** Ends the connection to the mail server. */
export function closeMail(): void {
  transport?.transporter.close();
  transport = null;
}

/** nodemailer says in `code` where it went wrong, and in `responseCode` what the server answered. */
function outcomeOf(error: unknown): MailOutcome {
  const { code, command, responseCode, message } = error as {
    code?: string;
    command?: string;
    responseCode?: number;
    message?: string;
  };
  const words = (message ?? String(error)).replace(/\s+/g, ' ').slice(0, 300);
  // A sender that is refused is a fault of the settings: no message would be taken.
  if ((code === 'EENVELOPE' && command !== 'MAIL FROM') || code === 'EMESSAGE') {
    const isForGood = responseCode !== undefined && responseCode >= 500;
    return { outcome: isForGood ? 'refused' : 'postponed', error: words };
  }
  return { outcome: 'unreachable', error: words };
}
