/* The part of Leaflet that the pages use; tools/minify.py makes leaflet.js of it. What a script calls as L.name is
   exported here. */
import { control } from "leaflet/src/control/Control.js";
import { scale } from "leaflet/src/control/Control.Scale.js";
import { zoom } from "leaflet/src/control/Control.Zoom.js";
import * as DomUtil from "leaflet/src/dom/DomUtil.js";
import { EPSG3857 } from "leaflet/src/geo/crs/CRS.EPSG3857.js";
import "leaflet/src/layer/Popup.js";
import { svg } from "leaflet/src/layer/vector/SVG.js";
import { BoxZoom } from "leaflet/src/map/handler/Map.BoxZoom.js";
import { DoubleClickZoom } from "leaflet/src/map/handler/Map.DoubleClickZoom.js";
import { Drag } from "leaflet/src/map/handler/Map.Drag.js";
import { ScrollWheelZoom } from "leaflet/src/map/handler/Map.ScrollWheelZoom.js";
import { TouchZoom } from "leaflet/src/map/handler/Map.TouchZoom.js";
import { Map } from "leaflet/src/map/Map.js";

Object.assign(Map, { BoxZoom, DoubleClickZoom, Drag, ScrollWheelZoom, TouchZoom });
Object.assign(control, { scale, zoom });

// shapes without a renderer of their own share one of the map, always SVG: the library's own choice would bring its canvas
Map.include({
  getRenderer(layer) {
    this._renderer = this._renderer || svg();
    const renderer = layer.options.renderer || this._renderer;
    if (!this.hasLayer(renderer)) this.addLayer(renderer);
    return renderer;
  },
});

export const CRS = { EPSG3857 };
export { control, DomUtil, svg };
export { toLatLng as latLng } from "leaflet/src/geo/LatLng.js";
export { toLatLngBounds as latLngBounds } from "leaflet/src/geo/LatLngBounds.js";
export { toPoint as point } from "leaflet/src/geometry/Point.js";
export { featureGroup } from "leaflet/src/layer/FeatureGroup.js";
export { layerGroup } from "leaflet/src/layer/LayerGroup.js";
export { divIcon } from "leaflet/src/layer/marker/DivIcon.js";
export { marker } from "leaflet/src/layer/marker/Marker.js";
export { Tooltip } from "leaflet/src/layer/Tooltip.js";
export { circle } from "leaflet/src/layer/vector/Circle.js";
export { circleMarker } from "leaflet/src/layer/vector/CircleMarker.js";
export { polygon } from "leaflet/src/layer/vector/Polygon.js";
export { polyline } from "leaflet/src/layer/vector/Polyline.js";
export { Renderer } from "leaflet/src/layer/vector/Renderer.js";
export { createMap as map } from "leaflet/src/map/Map.js";
