/** A package with a name and a version and nothing in it. */
export interface DummyPackage {
  readonly name: string;
  /** `2.0.0-1`, `1:2.0.0~rc1-1` */
  readonly version: string;
}
