// Keeps the build's own store, and the last site to take unchanged files from, in Netlify's cache. Losing them changes nothing but time.
module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore([".archive", "site"]),
  onPostBuild: ({ utils }) => utils.cache.save([".archive", "site"]),
};
