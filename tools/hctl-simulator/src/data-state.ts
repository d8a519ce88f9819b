/** What is on the devices, in `data.json`: proves how often mkfs ran and that nothing was lost. */
export interface DataState {
  readonly mkfsCount: number;
  /** `host:/dev/sdb` → what is on it. */
  readonly devices: Readonly<Record<string, DeviceData>>;
}

export interface DeviceData {
  /** The mkfs that formatted it last, from 1. */
  readonly formattedBy: number;
  /** What a user wrote since. */
  readonly userData?: string | undefined;
}

export const noData: DataState = { mkfsCount: 0, devices: {} };

/** All devices of a cluster formatted again: what users wrote on them is gone. */
export function formatted(data: DataState, devices: readonly string[]): DataState {
  const mkfsCount = data.mkfsCount + 1;
  return {
    mkfsCount,
    devices: {
      ...data.devices,
      ...Object.fromEntries(devices.map((device) => [device, { formattedBy: mkfsCount }])),
    },
  };
}

/** The text written on every formatted device. */
export function written(data: DataState, userData: string): DataState {
  return {
    ...data,
    devices: Object.fromEntries(
      Object.entries(data.devices).map(([device, { formattedBy }]) => [
        device,
        { formattedBy, userData },
      ]),
    ),
  };
}
