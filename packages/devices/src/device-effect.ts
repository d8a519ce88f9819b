import type { DeviceState } from './device-state.js';

/** What a stage would do to a device. */
export interface DeviceEffect {
  readonly kind: 'device';
  /** Host name of its node. */
  readonly node: string;
  readonly path: string;
  readonly role: 'data' | 'log' | 'metadata';
  /** As it is now; undefined for a device of another node, which cannot be looked at from here. */
  readonly state?: DeviceState | undefined;
  /** `refuse`: it would have to be formatted and must not be, so that nothing at all is. */
  readonly action: 'format' | 'keep' | 'refuse';
  readonly because: string;
  /** Why it must not be used. */
  readonly problems: readonly string[];
}

declare module '@hare/stage' {
  interface Effects {
    device: DeviceEffect;
  }
}
