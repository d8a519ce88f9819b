/** Fids of processes, pools and profiles, as `hctl status` prints them. */
export const processFid = (key: number): string => `0x7200000000000001:0x${key.toString(16)}`;
export const poolFid = (key: number): string => `0x6f00000000000001:0x${key.toString(16)}`;
export const profileFid = (key: number): string => `0x7000000000000001:0x${key.toString(16)}`;
