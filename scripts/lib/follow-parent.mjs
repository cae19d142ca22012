// Preloaded into the server and the worker: when the start script dies without a word (kill -9), its channel
// closes, and they end too instead of holding the port. What they fork in turn has other channels, not ours.
import { isMainThread } from 'node:worker_threads';

if (isMainThread && process.channel && process.env.GONGKAI_START_PID === String(process.ppid)) {
  process.on('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(0), 2_000).unref();
  });
  process.channel.unref();
}
