// Newer versions of node run a folder by its index; older ones look for *.test.js themselves.
["contracts", "correlation", "geometry", "lage", "layout", "matrix", "packing", "parts", "text", "trend", "values"].forEach((name) => require(`./${name}.test.js`));
