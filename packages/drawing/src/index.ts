export { clusterTables } from './cluster-tables.js';
export type {
  Change,
  ClusterView,
  ControllerView,
  DriveView,
  EnclosureView,
  PoolView,
  ProfileView,
} from './cluster-view.js';
export { drawMermaid } from './draw-mermaid.js';
export { compareViews, type ComparedViews } from './compare-views.js';
export { drawSvg, type DrawingAbout } from './draw-svg.js';
export { poolMark } from './palette.js';
export { clusterLine, count, processLine, size, toleranceLine } from './words.js';
