// Newer versions of node run a folder by its index; older ones look for *.test.js themselves.
["balance", "contracts", "correlation", "gap", "geometry", "lage", "layout", "matrix", "packing", "parts", "planning", "text", "trend", "values"].forEach((name) => require(`./${name}.test.js`));
