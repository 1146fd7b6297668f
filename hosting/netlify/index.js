// Keeps the build's own store in Netlify's cache. Losing it changes nothing but time.
module.exports = {
  onPreBuild: ({ utils }) => utils.cache.restore(".archive"),
  onPostBuild: ({ utils }) => utils.cache.save(".archive"),
};
