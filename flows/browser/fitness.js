// Written for the oldest browsers, so that each can run it: tells whether this one can run the page.
(function () {
  var modules = false;
  function canCheck() {
    // Python needs the exceptions of WebAssembly. This is a module with a function that has try and catch_all.
    var exceptions = [0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 6, 64, 25, 11, 11];
    new WebAssembly.Module(new Uint8Array(exceptions)); // fails as well where the page's policy doesn't allow it
    if (!BigInt64Array) return false;
    if (!DecompressionStream || !Blob.prototype.stream || !Element.prototype.replaceChildren) return false;
    var address = URL.createObjectURL(new Blob([""], { type: "text/javascript" }));
    new Worker(address, { get type() { modules = true; return "classic"; } }).terminate();
    return modules;
  }
  try {
    if (canCheck()) document.documentElement.className = "";
  } catch (error) { /* something that it asks for is not there */ }
})();
