import net from 'node:net';

/** @param {number} port @param {string} host @returns {Promise<string | null>} the system's code, null when it is free */
function listenError(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', (error) => resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? 'error'));
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** @param {number} port at 127.0.0.1 */
export async function isPortFree(port) {
  return (await listenError(port, '127.0.0.1')) === null;
}

/** @returns {Promise<number>} a port nobody listens on at 127.0.0.1 */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Why the site can't be served on this port, in one sentence; null when it can.
 * @param {number} port
 */
export async function portProblem(port) {
  const code = await listenError(port, '127.0.0.1');
  if (code === null) return null;
  if (code === 'EACCES')
    return `没有权限使用端口 ${port}；请用 --port 换一个 1024 以上的端口，例如 --port 3001。`;
  const other = port === 65535 ? 3001 : port + 1;
  return `端口 ${port} 已被别的程序占用；请用 --port 换一个，例如 npm start -- --port ${other}。(Port ${port} is taken.)`;
}
