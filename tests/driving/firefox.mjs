// Drives one stock Firefox by WebDriver BiDi: a command a line on standard input, an answer a line on standard output.
// node firefox.mjs <puppeteer-core's entry> <path of firefox> <file of the printer>
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const [, , entry, executablePath, paper] = process.argv;
const { default: puppeteer } = await import(pathToFileURL(entry));

// Firefox asks its maker's servers for much of its own accord; every address but a file's leads nowhere.
const NOWHERE = {
  "network.proxy.type": 1,
  "network.proxy.http": "127.0.0.1",
  "network.proxy.http_port": 9,
  "network.proxy.ssl": "127.0.0.1",
  "network.proxy.ssl_port": 9,
  "network.proxy.no_proxies_on": "",
  "network.dns.disabled": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "app.update.disabledForTesting": true,
  "intl.accept_languages": "de-DE,de",
  "intl.locale.requested": "de",
  "ui.prefersReducedMotion": 1,
  "print.always_print_silent": true,
};

// Its printer has A4 in it and writes into a file, without a window of the system that asks for more.
const PRINTER = {
  print_printer: "Mozilla Save to PDF",
  "print.printer_Mozilla_Save_to_PDF.print_to_file": true,
  "print.printer_Mozilla_Save_to_PDF.print_to_filename": paper,
};

const browser = await puppeteer.launch({
  browser: "firefox",
  executablePath,
  headless: true,
  extraPrefsFirefox: { ...NOWHERE, ...PRINTER },
  protocolTimeout: 60_000,
});
let page = null;
let seen = [];

const COMMANDS = {
  open: async ({ address, width, height }) => {
    if (page) await page.close();
    seen = [];
    page = await browser.newPage();
    page.on("request", (request) => {
      if (!/^(file|data|blob|about):/.test(request.url())) seen.push("request: " + request.url());
    });
    page.on("console", (message) => {
      if (message.type() === "error") seen.push("console: " + message.text());
    });
    page.on("pageerror", (error) => {
      seen.push("error: " + error.message);
    });
    await page.setViewport({ width, height });
    await page.goto(address, { waitUntil: "load" });
  },
  js: async ({ code, given }) => page.evaluate(`(${code})(...${JSON.stringify(given)})`),
  click: async ({ x, y, keys }) => {
    for (const key of keys) await page.keyboard.down(key);
    await page.mouse.click(x, y);
    for (const key of keys) await page.keyboard.up(key);
  },
  move: async ({ x, y }) => page.mouse.move(x, y),
  press: async ({ key }) => page.keyboard.press(key),
  write: async ({ text }) => page.keyboard.type(text),
  pdf: async ({ path, options }) => {
    await page.pdf({ path, ...options });
  },
  screenshot: async ({ path }) => {
    await page.screenshot({ path });
  },
  complaints: async () => seen,
};

for await (const line of createInterface({ input: process.stdin })) {
  const { command, ...given } = JSON.parse(line);
  try {
    const value = await COMMANDS[command](given);
    process.stdout.write(JSON.stringify({ value: value === undefined ? null : value }) + "\n");
  } catch (error) {
    process.stdout.write(JSON.stringify({ error: String((error && error.stack) || error) }) + "\n");
  }
}
await browser.close();
