export { clusterTables } from './cluster-tables.js';
export type {
  ClusterView,
  ControllerView,
  DriveView,
  EnclosureView,
  PoolView,
  ProfileView,
} from './cluster-view.js';
export { drawMermaid } from './draw-mermaid.js';
export { drawSvg } from './draw-svg.js';
export { clusterLine, size } from './words.js';
