import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Refusal } from './refusal.mjs';

/** @param {string} file @param {string[]} args whether the program runs at all, not only lies there */
function runs(file, args) {
  return spawnSync(file, args, { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

/** @param {string[]} names @returns {string[]} the places on PATH where one of them lies */
function onPath(names) {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

/** @returns {string[]} browsers that Playwright has downloaded, newest first */
function playwrightBrowsers() {
  const cache =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    {
      darwin: path.join(os.homedir(), 'Library', 'Caches', 'ms-playwright'),
      win32: path.join(process.env.LOCALAPPDATA ?? '', 'ms-playwright'),
    }[/** @type {string} */ (process.platform)] ??
    path.join(os.homedir(), '.cache', 'ms-playwright');
  if (!fs.existsSync(cache)) return [];
  const inside = [
    'chrome-linux64/chrome',
    'chrome-linux/chrome',
    'chrome-win64/chrome.exe',
    'chrome-win/chrome.exe',
  ];
  for (const folder of ['chrome-mac-arm64', 'chrome-mac-x64', 'chrome-mac']) {
    for (const name of ['Google Chrome for Testing', 'Chromium']) {
      inside.push(`${folder}/${name}.app/Contents/MacOS/${name}`);
    }
  }
  return fs
    .readdirSync(cache)
    .filter((name) => /^chromium-\d+$/.test(name))
    .sort((one, other) => Number(other.slice(9)) - Number(one.slice(9)))
    .flatMap((name) => inside.map((file) => path.join(cache, name, file)));
}

/** @returns {string | null} a Chromium (or a browser built on it) that runs here */
export function findChromium() {
  const places = [
    process.env.CHROMIUM_PATH ?? '',
    ...onPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...[process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)']].flatMap((folder) =>
      folder
        ? [
            path.join(folder, 'Google/Chrome/Application/chrome.exe'),
            path.join(folder, 'Microsoft/Edge/Application/msedge.exe'),
          ]
        : [],
    ),
    ...playwrightBrowsers(),
  ];
  // Chrome on Windows opens a window when asked for its version.
  const works = (/** @type {string} */ file) =>
    process.platform === 'win32' || runs(file, ['--version', '--no-sandbox']);
  return places.find((file) => file !== '' && fs.existsSync(file) && works(file)) ?? null;
}

/** @returns {string | null} */
export function findNginx() {
  const places = [
    process.env.NGINX_PATH ?? '',
    ...onPath(['nginx', 'nginx.exe']),
    ...['/usr/sbin/nginx', '/usr/local/sbin/nginx', '/usr/local/nginx/sbin/nginx', '/opt/homebrew/bin/nginx'],
  ];
  return places.find((file) => file !== '' && fs.existsSync(file) && runs(file, ['-v'])) ?? null;
}

/** True when pages in Chinese can be drawn; where fontconfig is not used the system brings its own fonts. */
function hasChineseFont() {
  if (process.platform !== 'linux') return true;
  const list = spawnSync('fc-list', [':lang=zh', 'file'], { encoding: 'utf8' });
  return list.status === 0 && list.stdout.trim() !== '';
}

/** What each package manager calls the things, and how it is asked. */
const MANAGERS = /** @type {const} */ ([
  {
    program: 'apt-get',
    prepare: ['update'],
    install: ['install', '-y', '--no-install-recommends'],
    names: { chromium: ['chromium'], font: ['fonts-noto-cjk', 'fontconfig'], nginx: ['nginx'] },
  },
  {
    program: 'dnf',
    prepare: null,
    install: ['install', '-y'],
    names: {
      chromium: ['chromium'],
      font: ['google-noto-sans-cjk-ttc-fonts', 'fontconfig'],
      nginx: ['nginx'],
    },
  },
  {
    program: 'apk',
    prepare: null,
    install: ['add', '--no-cache'],
    names: { chromium: ['chromium'], font: ['font-noto-cjk', 'fontconfig'], nginx: ['nginx'] },
  },
]);

let isPrepared = false;

/**
 * Installs something with the system's package manager, showing its output.
 * @param {'chromium' | 'font' | 'nginx'} what
 * @returns {string} the command a person would run, for the message when it did not help
 */
function install(what) {
  const manager = MANAGERS.find(({ program }) => onPath([program]).some((file) => fs.existsSync(file)));
  if (!manager) return what === 'nginx' ? 'brew install nginx' : 'npx playwright install chromium';
  const isRoot = process.getuid?.() === 0;
  const run = (/** @type {readonly string[]} */ args) =>
    spawnSync(isRoot ? manager.program : 'sudo', [...(isRoot ? [] : ['-n', manager.program]), ...args], {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  if (manager.prepare && !isPrepared) isPrepared = run(manager.prepare);
  const args = [...manager.install, ...manager.names[what]];
  run(args);
  return `sudo ${[manager.program, ...args].join(' ')}`;
}

/**
 * Finds Chromium and a Chinese font, installing what is missing; never goes on without.
 * @param {string} root
 * @returns {string} path of the browser
 */
export function requireChromium(root) {
  let command = '';
  if (!hasChineseFont()) command = install('font');
  if (!hasChineseFont()) throw new Refusal(`没有中文字体，网页截图会是空白方块；请运行：${command}`);
  let found = findChromium();
  if (!found) {
    command = install('chromium');
    found = findChromium();
  }
  if (!found) {
    const cli = path.join(root, 'node_modules', '@playwright', 'test', 'cli.js');
    spawnSync(process.execPath, [cli, 'install', 'chromium'], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    found = findChromium();
  }
  if (!found) throw new Refusal(`没有找到也没能安装 Chromium；请运行：${command}，或用 CHROMIUM_PATH 指定。`);
  return found;
}

/**
 * Finds nginx, installing it when missing; never goes on without.
 * @returns {string} path of the program
 */
export function requireNginx() {
  const found = findNginx();
  if (found) return found;
  const command = install('nginx');
  // Only the program is wanted; some systems start it as a service at once.
  spawnSync('systemctl', ['disable', '--now', 'nginx'], { stdio: 'ignore' });
  const installed = findNginx();
  if (!installed) throw new Refusal(`没有找到也没能安装 nginx；请运行：${command}，或用 NGINX_PATH 指定。`);
  return installed;
}
