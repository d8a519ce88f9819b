import type { Browser, Page } from 'playwright-core';

export type { Browser, Page };

/** CI has a browser; elsewhere its tests are skipped without one, and say why. */
export const isSkipped: boolean;
export const skipReason: string;

/** @throws Error where there is no Chromium */
export function launchBrowser(): Promise<Browser>;

/** A page that is watched from its start. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors and warnings of the console, and requests for what is not its own. */
  readonly complaints: string[];
}

export function watchedPage(
  browser: Browser,
  options: { readonly width: number; readonly isOwn: (url: string) => boolean },
): Promise<WatchedPage>;

/** Serves a folder on a free port of this machine. */
export function serveFolder(
  folder: string,
): Promise<{ readonly origin: string; readonly stop: () => void }>;
