// Programs that tests start: each has a time to start in and one more try, and is gone with all that it has started when the test file ends,
// however that ends: by itself, by an error, or killed.

import { spawn } from "node:child_process";
import { createServer } from "node:net";

/** How long a program may take to be ready. Ample: machines that run tests also do other things. */
const SECONDS = 60;

/**
 * Ends a process group when this process has ended: a watchdog of its own group waits for the end of a pipe that only this process holds.
 * Where there is no `sh`, nobody watches.
 * @param {number} group  process id of its first process
 * @returns {() => void}  ends the group now
 */
export function guard(group) {
  const watchdog = spawn("sh", ["-c", 'cat > /dev/null; kill -s KILL -- "-$1"', "watchdog", String(group)], { detached: true, stdio: ["pipe", "ignore", "ignore"] });
  watchdog.on("error", () => {});
  // Neither keeps this process alive.
  watchdog.unref();
  /** @type {import("node:net").Socket} */ (watchdog.stdin).unref();
  return () => {
    try {
      process.kill(-group, "SIGKILL");
    } catch {
      // It has ended by itself.
    }
    watchdog.kill("SIGKILL");
  };
}

/**
 * A result in time, or an error that says what did not come.
 * @template T
 * @param {string} what
 * @param {number} seconds
 * @param {Promise<T>} result
 * @returns {Promise<T>}
 */
export async function inTime(what, seconds, result) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} was not ready after ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([result, /** @type {Promise<never>} */ (late)]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Tries what may fail because a machine is busy, and once more when it did. An attempt that fails must leave nothing behind.
 * @template T
 * @param {string} what
 * @param {() => Promise<T>} attempt
 * @returns {Promise<T>}
 */
export async function twice(what, attempt) {
  try {
    return await attempt();
  } catch (error) {
    console.log(`    ${what} is tried once more: ${/** @type {Error} */ (error).message}`);
    return attempt();
  }
}

/**
 * @template T
 * @typedef {object} Program
 * @property {T} value  what `ready` gave
 * @property {number} pid
 * @property {() => Promise<void>} stop  ends it with all that it has started, and returns when it has ended
 */

/**
 * Starts a program and waits until it is ready; one that is not in time, or ends before, is ended and started once more.
 * @template T
 * @param {string} program
 * @param {string[]} args
 * @param {object} options
 * @param {(said: string) => T | null | undefined | Promise<T | null | undefined>} options.ready  asked again and again with what the program
 *   has written so far; gives something once the program is ready
 * @param {number} [options.seconds]  for each try
 * @param {NodeJS.ProcessEnv} [options.env]
 * @param {string} [options.cwd]
 * @returns {Promise<Program<T>>}
 */
export const start = (program, args, options) => twice(program, () => once(program, args, options));

/**
 * @template T
 * @param {string} program
 * @param {string[]} args
 * @param {Parameters<typeof start<T>>[2]} options
 * @returns {Promise<Program<T>>}
 */
async function once(program, args, { ready, seconds = SECONDS, env, cwd }) {
  const child = spawn(program, args, { env, cwd, stdio: ["ignore", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => (said = (said + chunk).slice(-20_000)));
    /** @type {import("node:net").Socket} */ (stream).unref();
  }
  const exited = new Promise((resolve) => child.once("exit", resolve).once("error", resolve));
  const closed = new Promise((resolve) => child.once("close", resolve));
  const end = child.pid === undefined ? () => {} : guard(child.pid);
  const stop = async () => {
    end();
    child.ref();
    await exited;
  };
  child.unref();
  let isWaiting = true;
  const asked = async () => {
    while (isWaiting) {
      const value = await ready(said);
      if (value !== null && value !== undefined) return value;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error("nobody waits any more");
  };
  try {
    const early = exited.then(async (how) => {
      if (how instanceof Error) throw how;
      // Its last words may still be on their way; what it left behind may hold the pipe open, and is not waited for.
      await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, 2000))]);
      throw new Error(`${program} ended with ${how} before it was ready: ${said}`);
    });
    const value = await inTime(program, seconds, Promise.race([asked(), early]));
    return { value, pid: child.pid ?? 0, stop };
  } catch (error) {
    await stop();
    throw error;
  } finally {
    isWaiting = false;
  }
}

/** A port of this machine that nobody has now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
