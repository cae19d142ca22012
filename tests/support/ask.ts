import http from 'node:http';
import https from 'node:https';

export type Answer = {
  status: number;
  headers: http.IncomingHttpHeaders;
  /** Names as often as they were sent, in lower case. */
  names: string[];
  body: Buffer;
};

export type Question = {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer | string;
  /** Our own address, for limits by address. */
  from?: string;
  /** Keeps connections for further requests, which then come faster. */
  agent?: https.Agent;
};

/** Sends one request, on a connection of its own unless an agent keeps some; certificates made for the test are accepted. */
export function ask(
  url: string,
  { method = 'GET', headers = {}, body, from, agent }: Question = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const options = { method, headers, localAddress: from, agent: agent ?? false, rejectUnauthorized: false };
    const sent = request(url, options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          names: answer.rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase()),
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
